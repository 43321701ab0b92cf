/** The QKDN controller's client: topology, key links and notifications of ETSI GS QKD 015 nodes; never a key. */
package org.openmfs.southbound.qkdn;
