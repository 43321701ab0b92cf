package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;

/** Two CFs, each with its SAE id, and the KME between them. */
final class QkdSite implements AutoCloseable {
    static final CfId CF_A = new CfId("cf-a");
    static final CfId CF_B = new CfId("cf-b");
    static final SaeId SAE_A = new SaeId("sae-a");
    static final SaeId SAE_B = new SaeId("sae-b/2%41");
    static final Duration PATIENCE = Duration.ofMillis(400);
    static final Duration AMPLE = Duration.ofSeconds(10);

    final KmeTestFiles files;
    final FakeKme kme;
    private final List<Qkd014> opened = new ArrayList<>();

    QkdSite(Path folder) throws IOException {
        files = new KmeTestFiles(folder);
        kme = new FakeKme(files.serverContext(files.kme("kme-1")));
    }

    Qkd014 sideA(Duration patience) throws IOException, GeneralSecurityException {
        return open(settings(SAE_A, patience), files.pem(files.sae(SAE_A)), KmeIdentity.hostOfUri());
    }

    Qkd014 sideB(Duration patience) throws IOException, GeneralSecurityException {
        return open(settings(SAE_B, patience), files.pkcs12(files.sae(SAE_B)), KmeIdentity.hostOfUri());
    }

    KmeSettings settings(SaeId own, Duration patience) {
        return settings(own, patience, kme.address());
    }

    KmeSettings settings(SaeId own, Duration patience, URI address) {
        return new KmeSettings(
                KmeSettings.QKD_014,
                address,
                own,
                peer -> Optional.ofNullable(Map.of(CF_A, SAE_A, CF_B, SAE_B).get(peer)),
                KmeSettings.DEFAULT_LENGTH,
                AMPLE,
                patience);
    }

    Qkd014 open(KmeSettings settings, Credentials credentials, KmeIdentity identity)
            throws IOException, GeneralSecurityException {
        return open(settings, credentials, identity, new RememberedUses());
    }

    /** Side A, where these uses are remembered. */
    Qkd014 sideA(UsedKeys uses) throws IOException, GeneralSecurityException {
        return open(settings(SAE_A, AMPLE), files.pem(files.sae(SAE_A)), KmeIdentity.hostOfUri(), uses);
    }

    private Qkd014 open(KmeSettings settings, Credentials credentials, KmeIdentity identity, UsedKeys uses)
            throws IOException, GeneralSecurityException {
        Qkd014 method = new Qkd014(
                settings,
                new Qkd014.Acquaintance(credentials, identity, InstantSource.system()),
                uses,
                new SecureRandom());
        opened.add(method);
        return method;
    }

    @Override
    public void close() {
        opened.forEach(Qkd014::close);
        kme.close();
    }
}
