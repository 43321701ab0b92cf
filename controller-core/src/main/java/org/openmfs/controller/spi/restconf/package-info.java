/** A RESTCONF client (RFC 8040) for plugins whose remote side speaks it: requests, pinned certificates, event streams. */
package org.openmfs.controller.spi.restconf;
