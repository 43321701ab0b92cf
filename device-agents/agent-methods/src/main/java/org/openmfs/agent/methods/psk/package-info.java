/** The key exchange method psk-hmac: fresh secrets out of pre-shared keys that lie in a file or on a PKCS #11 token. */
package org.openmfs.agent.methods.psk;
