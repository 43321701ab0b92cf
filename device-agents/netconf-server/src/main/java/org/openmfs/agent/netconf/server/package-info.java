/** The NETCONF server as a whole: its settings, and all its parts put together. */
package org.openmfs.agent.netconf.server;
