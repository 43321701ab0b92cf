/** Time as a machine has it: a wall clock that may be set, a time since boot that may not, and what tells boots apart. */
package org.openmfs.agent.time;
