/** What every command line of an agent, or of what tries agents, has in common. */
package org.openmfs.agent.command;
