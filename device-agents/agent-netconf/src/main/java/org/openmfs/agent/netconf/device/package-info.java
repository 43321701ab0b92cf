/** The MFS CF of one device: what its file says, its parts put together, and YANG module mfs-agent as their face. */
package org.openmfs.agent.netconf.device;
