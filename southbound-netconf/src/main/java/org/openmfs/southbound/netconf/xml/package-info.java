/** YANG module mfs-agent and the operations of RFC 6241 as XML, both ways. */
package org.openmfs.southbound.netconf.xml;
