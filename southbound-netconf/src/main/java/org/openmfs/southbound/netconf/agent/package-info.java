/** Devices that serve YANG module mfs-agent. */
package org.openmfs.southbound.netconf.agent;
