/** The agent's journal of keys: what exists, in which state, sealed under a key-encryption key. */
package org.openmfs.agent.registry;
