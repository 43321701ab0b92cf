package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.identity.UnusableIdentity;
import org.openmfs.agent.methods.qkd014.Qkd014;
import org.openmfs.agent.peer.tls.PeerTls;

/** Reads by what this agent proves who it is, to peers and to its KME, and tells what is wrong with it. */
final class Identities {
    private final AgentSettings settings;
    private final InstantSource clock;

    Identities(AgentSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Reads, and refuses what is no identity. */
    private interface Step {
        void take() throws IOException, GeneralSecurityException;
    }

    /** What is wrong, a line each, the file first; none if both can be used. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        note(this::peering, faults);
        settings.kme().ifPresent(kme -> note(() -> Qkd014.check(acquaintance(kme)), faults));
        return faults;
    }

    /** By what this CF and its KME know each other. */
    Qkd014.Acquaintance acquaintance(AgentSettings.Kme kme) {
        return new Qkd014.Acquaintance(kme.credentials(), kme.name(), clock);
    }

    /** The identity towards peers; its certificate must name the CF that the file names. */
    PeerTls peering() throws IOException, GeneralSecurityException {
        AgentSettings.Peering peering = settings.peering();
        PeerTls tls = new PeerTls(peering.credentials(), peering.revocationLists(), clock);
        if (!tls.self().equals(settings.cf())) {
            Path file = switch (settings.peering().credentials()) {
                case Credentials.Pem pem -> pem.certificates();
                case Credentials.Pkcs12 pkcs12 -> pkcs12.store();
            };
            throw new IOException(file + ": the certificate names CF " + tls.self() + ", but cf is " + settings.cf());
        }
        return tls;
    }

    private static void note(Step step, List<String> faults) {
        try {
            step.take();
        } catch (UnusableIdentity unusable) {
            faults.addAll(unusable.faults());
        } catch (IOException | GeneralSecurityException unreadable) {
            faults.add(unreadable.getMessage());
        }
    }
}
