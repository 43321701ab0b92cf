/** The resources of RESTCONF (RFC 8040, section 3.3): what is checked here, and what OpenDaylight's engine carries out. */
package org.openmfs.northbound.restconf;
