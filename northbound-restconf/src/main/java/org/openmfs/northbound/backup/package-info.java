/** A file that holds the whole configuration, with secrets sealed under a passphrase: written, checked and read back. */
package org.openmfs.northbound.backup;
