/** The use of keys between two Enc/Decs: accepted at both ends, switched to, removed, and never used for too long. */
package org.openmfs.agent.channel;
