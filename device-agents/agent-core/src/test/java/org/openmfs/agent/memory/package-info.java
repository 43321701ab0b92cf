/** What a process holds in its memory, as seen from another one. */
package org.openmfs.agent.memory;
