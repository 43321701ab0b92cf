/** The HTTP/1.1 endpoint: sockets, TLS, limits, media types and event streams; nothing here knows YANG. */
package org.openmfs.northbound.http;
