package org.openmfs.controller.spi.restconf;

import java.nio.file.Path;
import java.time.InstantSource;
import org.openmfs.controller.model.IdentityName;

/**
 * The certificates that this controller can show to managers: NAME.pem and NAME.key of one folder.
 *
 * @param folder where they lie; it need not be there
 */
public record ClientIdentities(Path folder, InstantSource clock) {
    /** The identity of this name, whether or not its files are there yet. */
    public ClientIdentity of(IdentityName name) {
        IdentityFile certificate = new IdentityFile(
                folder.resolve(name + ".pem"), "certificates in PEM, this controller's first, then each one's issuer");
        IdentityFile key = new IdentityFile(
                folder.resolve(name + ".key"),
                "the certificate's private key, unencrypted PKCS #8 in PEM (BEGIN PRIVATE KEY), mode 0600");
        return new ClientIdentity(name, certificate, key, clock);
    }
}
