/** What a server says where it refuses, fit to be shown to an operator. */
package org.openmfs.southbound.http.refusal;
