package org.openmfs.southbound.http.identity;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.IdentityName;

/** The certificates that this controller can show to managers: NAME.pem and NAME.key of one folder. */
public final class ClientIdentities {
    private final Path folder;
    private final InstantSource clock;
    private final Consumer<CertificateEnd> ends;
    private final Map<IdentityName, ClientIdentity> known = new ConcurrentHashMap<>();

    /**
     * @param folder where they lie; it need not be there
     * @param ends hears of each that is near its end, once a day, and when it was renewed
     */
    public ClientIdentities(Path folder, InstantSource clock, Consumer<CertificateEnd> ends) {
        this.folder = folder;
        this.clock = clock;
        this.ends = ends;
    }

    /** Where nobody but the log hears that one ends. */
    public ClientIdentities(Path folder, InstantSource clock) {
        this(folder, clock, end -> {});
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
        return new ClientIdentity(certificate, key, clock, new ExpiryNotice(name, ends));
    }
}
