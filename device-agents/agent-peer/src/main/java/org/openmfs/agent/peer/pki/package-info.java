/** A test authority for agents: ML-DSA certificates that name a CF, and the files they lie in. */
package org.openmfs.agent.peer.pki;
