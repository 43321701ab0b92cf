/** The NETCONF server of an MFS CF agent: OpenDaylight's server with the gaps measured from outside closed around it. */
package org.openmfs.agent.netconf;
