package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.identity.UnusableIdentity;
import org.openmfs.agent.methods.qkd014.Qkd014;
import org.openmfs.agent.peer.tls.PeerCredentials;
import org.openmfs.agent.peer.tls.PeerTls;

/** Checks by what this agent proves who it is, to peers and to its KME, before anything starts. */
final class Identities {
    private final AgentSettings settings;
    private final InstantSource clock;
    private final List<String> faults = new ArrayList<>();

    Identities(AgentSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Reads, and refuses what is no identity. */
    private interface Step<T> {
        T take() throws IOException, GeneralSecurityException;
    }

    /**
     * The identity towards peers, when that towards the KME is fine, too.
     *
     * @throws IOException with a line for everything that is wrong, the file first
     */
    PeerTls checked() throws IOException {
        Optional<PeerTls> peering = noting(this::peering);
        settings.kme()
                .ifPresent(kme -> noting(() -> Qkd014.checked(new Qkd014.Acquaintance(kme.credentials(), kme.name(), clock))));
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        return peering.orElseThrow();
    }

    private PeerTls peering() throws IOException, GeneralSecurityException {
        PeerTls tls = new PeerTls(settings.peering().credentials(), clock);
        if (!tls.self().equals(settings.cf())) {
            Path file = switch (settings.peering().credentials()) {
                case PeerCredentials.Pem pem -> pem.certificates();
                case PeerCredentials.Pkcs12 pkcs12 -> pkcs12.store();
            };
            throw new IOException(file + ": the certificate names CF " + tls.self() + ", but cf is " + settings.cf());
        }
        return tls;
    }

    private <T> Optional<T> noting(Step<T> step) {
        try {
            return Optional.of(step.take());
        } catch (UnusableIdentity unusable) {
            faults.addAll(unusable.faults());
        } catch (IOException | GeneralSecurityException unreadable) {
            faults.add(unreadable.getMessage());
        }
        return Optional.empty();
    }
}
