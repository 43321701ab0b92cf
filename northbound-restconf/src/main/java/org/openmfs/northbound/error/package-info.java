/** What a client is told when its request is refused: RFC 8040's errors, in JSON and in XML. */
package org.openmfs.northbound.error;
