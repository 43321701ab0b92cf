/** Changes the configuration of several devices at once, or of none. */
package org.openmfs.southbound.netconf.edit;
