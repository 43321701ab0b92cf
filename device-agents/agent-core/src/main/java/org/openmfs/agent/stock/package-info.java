/** Keys that wait for their use: when the next one is made, and by which suite. */
package org.openmfs.agent.stock;
