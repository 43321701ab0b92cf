/** A manager's stream of events (RFC 8040, section 6), followed for as long as the manager is there. */
package org.openmfs.southbound.http.event;
