/** The key exchange methods ml-kem-768 and ml-kem-1024 (FIPS 203), computed by the JDK's own ML-KEM. */
package org.openmfs.agent.methods.mlkem;
