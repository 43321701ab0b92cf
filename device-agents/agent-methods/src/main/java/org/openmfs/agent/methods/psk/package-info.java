/** The key exchange method psk-file: fresh secrets out of pre-shared keys that lie in a file of the CF's owner. */
package org.openmfs.agent.methods.psk;
