package org.openmfs.agent.methods.qkd014;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;

/**
 * A process of its own that pulls keys from a KME, closes all but the last one, and writes what is in its heap then, dead
 * objects too, to a file.
 */
final class KeyPuller {
    private KeyPuller() {}

    /** @param given the KME's address, certificates, key and authorities, how many keys, and the file to write */
    public static void main(String[] given) throws Exception {
        Credentials own = new Credentials.Pem(Path.of(given[1]), Path.of(given[2]), Path.of(given[3]));
        KmeSettings settings = new KmeSettings(
                KmeSettings.QKD_014,
                URI.create(given[0]),
                QkdSite.SAE_A,
                peer -> Optional.of(QkdSite.SAE_B),
                KmeSettings.DEFAULT_LENGTH,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
        try (Qkd014 method = new Qkd014(
                settings,
                new Qkd014.Acquaintance(own, KmeIdentity.hostOfUri(), InstantSource.system()),
                new RememberedUses(),
                new SecureRandom())) {
            for (int i = 1; i < Integer.parseInt(given[4]); i++) {
                drop(method);
            }
            dumpWhileOneIsLent(method, given[5]);
        }
    }

    /** A key lies in the heap as long as it is lent, so that the dump holds one. */
    @ReadsSecret("has a key where a dump of the heap shows it")
    private static void dumpWhileOneIsLent(Qkd014 method, String file) throws MethodFailure {
        try (InitiatorExchange kept = method.initiate(context());
                KeyMaterial open = kept.complete(MethodMessage.EMPTY)) {
            open.lend(octets -> {
                try {
                    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                            .dumpHeap(file, false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return octets.length;
            });
        }
    }

    private static void drop(Qkd014 method) throws MethodFailure {
        try (InitiatorExchange pulled = method.initiate(context())) {
            pulled.offer();
        }
    }

    private static ExchangeContext context() {
        return new ExchangeContext(KeyId.random(new SecureRandom()), new CfId("cf-a"), new CfId("cf-b"));
    }
}
