/** The serial state machine of each association, and all associations of an agent. */
package org.openmfs.agent.machine;
