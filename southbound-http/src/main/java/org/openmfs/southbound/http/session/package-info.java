/** What keeps a manager in view: a session each, which reads it again and again and says how it stands. */
package org.openmfs.southbound.http.session;
