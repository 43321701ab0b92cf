/** The one way in which a client's change reaches the configuration. */
package org.openmfs.northbound.write;
