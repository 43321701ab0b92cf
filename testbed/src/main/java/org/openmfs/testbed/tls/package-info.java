/**
 * The testbed's own certificate authority. ECDSA P-256, since the JDK's TLS has no ML-DSA: today's KMEs and controllers look
 * like this from outside.
 */
package org.openmfs.testbed.tls;
