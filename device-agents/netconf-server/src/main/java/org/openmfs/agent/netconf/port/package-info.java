/** What an agent plugs into its NETCONF server: the model it serves, its configuration, its state and its RPCs. */
package org.openmfs.agent.netconf.port;
