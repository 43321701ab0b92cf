/** Mutual TLS 1.3 between CFs: a hybrid group only, ML-DSA certificates only, a CF's name as the identity. */
package org.openmfs.agent.peer.tls;
