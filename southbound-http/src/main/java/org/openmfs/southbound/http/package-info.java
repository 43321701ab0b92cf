/** A RESTCONF client (RFC 8040) for plugins whose managers speak it: requests, pinned certificates, what is refused. */
package org.openmfs.southbound.http;
