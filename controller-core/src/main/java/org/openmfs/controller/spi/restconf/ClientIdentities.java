package org.openmfs.controller.spi.restconf;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.IdentityName;

/** The certificates that this controller can show to managers: NAME.pem and NAME.key of one folder. */
public final class ClientIdentities {
    private final Path folder;
    private final InstantSource clock;
    private final Map<IdentityName, ClientIdentity> known = new ConcurrentHashMap<>();

    /** @param folder where they lie; it need not be there */
    public ClientIdentities(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The identity of this name, whether or not its files are there yet; the same for all who are shown it. */
    public ClientIdentity of(IdentityName name) {
        return known.computeIfAbsent(name, this::fresh);
    }

    private ClientIdentity fresh(IdentityName name) {
        IdentityFile certificate = new IdentityFile(
                folder.resolve(name + ".pem"), "certificates in PEM, this controller's first, then each one's issuer");
        IdentityFile key = new IdentityFile(
                folder.resolve(name + ".key"),
                "the certificate's private key, unencrypted PKCS #8 in PEM (BEGIN PRIVATE KEY), mode 0600");
        return new ClientIdentity(name, certificate, key, clock);
    }
}
