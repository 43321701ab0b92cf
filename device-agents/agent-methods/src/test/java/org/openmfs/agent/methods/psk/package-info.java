/** The PSK method under the contract, and what its file may and may not look like. */
package org.openmfs.agent.methods.psk;
