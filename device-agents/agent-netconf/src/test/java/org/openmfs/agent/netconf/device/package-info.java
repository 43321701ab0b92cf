/** Tests of the agent's file and of its start. */
package org.openmfs.agent.netconf.device;
