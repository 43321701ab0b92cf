/** What a manager's JSON says, and by name and place what it does not say. */
package org.openmfs.southbound.http.json;
