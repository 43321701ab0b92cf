/** The protocol operations of RFC 6241, RFC 6022 and RFC 5277 as the agent carries them out. */
package org.openmfs.agent.netconf.operation;
