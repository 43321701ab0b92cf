/** The key exchange method qkd-014: a client of a local KME by ETSI GS QKD 014 V1.1.1, over mutual TLS. */
package org.openmfs.agent.methods.qkd014;
