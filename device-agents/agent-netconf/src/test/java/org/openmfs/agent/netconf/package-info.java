/** Tests of the agent as a program, and of agents that run beside each other in one. */
package org.openmfs.agent.netconf;
