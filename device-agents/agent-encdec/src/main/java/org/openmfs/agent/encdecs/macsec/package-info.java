/** MACsec with GCM-AES-XPN-256 as an Enc/Dec: in the Linux kernel, and as a simulated twin that really encrypts frames. */
package org.openmfs.agent.encdecs.macsec;
