/** The agent as a program: reads its settings, runs the MFS CF, and ends when it is told to. */
package org.openmfs.agent.netconf;
