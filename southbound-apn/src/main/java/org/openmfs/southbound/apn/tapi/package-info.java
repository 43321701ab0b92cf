/** The APN-C's client: optical paths as connectivity services of TAPI 2.4 over RESTCONF. */
package org.openmfs.southbound.apn.tapi;
