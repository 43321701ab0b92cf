/** Tests of the NETCONF server over real SSH connections, with a small device of its own. */
package org.openmfs.agent.netconf.server;
