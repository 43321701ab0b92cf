/**
 * A QKD network seen from outside: at each node a KME that speaks ETSI GS QKD 014 and an SD-QKD node that speaks ETSI GS QKD
 * 015; between the nodes quantum links that make key bits at a settable rate, and relay over trusted nodes.
 */
package org.openmfs.testbed.qkd;
