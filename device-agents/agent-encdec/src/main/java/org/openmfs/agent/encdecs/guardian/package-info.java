/** A process of its own for each MACsec interface, which removes keys at their deadline even if the agent is dead. */
package org.openmfs.agent.encdecs.guardian;
