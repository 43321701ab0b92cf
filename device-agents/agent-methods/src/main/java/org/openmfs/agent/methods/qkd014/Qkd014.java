package org.openmfs.agent.methods.qkd014;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.agent.identity.CertificateLife;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.identity.Reread;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.Reliance;
import org.openmfs.agent.method.ResponderExchange;
import org.openmfs.agent.methods.https.WipedMemory;

/**
 * Takes secrets from a QKD network through this site's KME (ETSI GS QKD 014 V1.1.1): the initiator pulls a key by
 * enc_keys and offers its key_ID, 36 letters in ASCII; the responder pulls the same key by dec_keys and answers nothing.
 *
 * <p>A key_ID is used once, whatever the KME does, and dec_keys is never repeated after an answer that was lost or held a
 * key: that key is lost. Only where the KME says that it has no such key is it asked twice more within a second, since it
 * may hear of a key later than the peer that offers it.
 */
public final class Qkd014 implements KeyExchangeMethod, AutoCloseable {
    private static final int NOT_RATED = 0;
    private static final List<Duration> UNTIL_HEARD_OF = List.of(Duration.ofMillis(250), Duration.ofMillis(750));

    private final KmeSettings settings;
    private final Reread<Access> access;
    private final UsedKeys used;
    private final SecretFingerprints fingerprints;
    private final WipedMemory memory = new WipedMemory(KmeConnection.LARGEST_ANSWER);
    private final Set<SaeId> serving = ConcurrentHashMap.newKeySet();

    /** The way to the KME with the credential of one time. */
    private record Access(KmeConnection kme, KmeTls tls) {}

    /**
     * By what a CF and its KME know each other.
     *
     * @param clock judges how long certificates last
     */
    public record Acquaintance(Credentials credentials, KmeIdentity identity, InstantSource clock) {}

    /**
     * Reads the credential files, and again when {@link #look} finds them changed; meets the KME only when a key is
     * wanted.
     *
     * @throws IOException if a file cannot be read or is open to others, or the files make no identity
     * @throws GeneralSecurityException if a file does not hold what it should
     */
    public Qkd014(KmeSettings settings, Acquaintance known, UsedKeys used, SecureRandom random)
            throws IOException, GeneralSecurityException {
        this.settings = settings;
        this.access = new Reread<>(known.credentials().files(), before -> access(known), known.clock());
        this.used = used;
        this.fingerprints = new SecretFingerprints(random);
    }

    /**
     * Reads the credential files and uses them for nothing.
     *
     * @throws IOException if a file cannot be read or is open to others, or the files make no identity
     * @throws GeneralSecurityException if a file does not hold what it should
     */
    public static void check(Acquaintance known) throws IOException, GeneralSecurityException {
        new Reread<>(
                known.credentials().files(),
                before -> KmeTls.read(known.credentials(), known.identity(), known.clock()),
                known.clock());
    }

    private Access access(Acquaintance known) throws IOException, GeneralSecurityException {
        KmeTls tls = KmeTls.read(known.credentials(), known.identity(), known.clock());
        return new Access(new KmeConnection(tls.context(), settings, memory), tls);
    }

    /** How long the certificates last by which the KME knows this CF. */
    public List<CertificateLife> lives() {
        return access.current().tls().lives();
    }

    /** Looks whether the credential files changed; what is under way then comes to its end with the old ones. */
    public boolean look() {
        return access.look();
    }

    @Override
    public MethodDescription describe() {
        return MethodDescription.of(
                settings.method(),
                new Reliance(Ground.QUANTUM_CHANNEL, NOT_RATED, "ETSI GS QKD 014"),
                settings.length());
    }

    /**
     * Asks the KME how many keys it shares with the peer's; for show commands and early warning.
     *
     * @throws MethodFailure if the KME cannot be asked
     */
    public KmeStatus status(CfId peer) throws MethodFailure {
        return status(saeOf(peer));
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the exchange owns the delivered key
    public InitiatorExchange initiate(ExchangeContext context) throws MethodFailure {
        requireRoom();
        SaeId slave = saeOf(context.responder());
        if (!serving.contains(slave)) {
            status(slave).requireServing(settings.length());
            serving.add(slave);
        }
        String wanted = "{\"number\":1,\"size\":%d}".formatted(settings.length().bits());
        KeyContainer.DeliveredKey delivered = pull(slave, "enc_keys", wanted);
        try {
            if (!used.firstUse(delivered.id().canonical())) {
                throw reused(delivered.id());
            }
        } catch (MethodFailure | RuntimeException | Error notOurs) {
            delivered.close();
            throw notOurs;
        }
        return new PulledKey(originOf(delivered.id()), fresh(delivered));
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the exchange closes the secret
    public ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure {
        requireRoom();
        SaeId master = saeOf(context.initiator());
        KeyExternalId id = KeyExternalId.parse(offer.body())
                .orElseThrow(() -> new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "a QKD offer is a key_ID"));
        if (!used.firstUse(id.canonical())) {
            throw reused(id);
        }
        String wanted = "{\"key_IDs\":[{\"key_ID\":\"%s\"}]}".formatted(id.text());
        KeyContainer.DeliveredKey delivered = pullOffered(master, wanted);
        if (!delivered.id().canonical().equals(id.canonical())) {
            delivered.close();
            throw new MethodFailure(
                    MethodFailure.Reason.MALFORMED,
                    "the KME delivered key " + delivered.id().text() + " instead of " + id.text());
        }
        return new ResponderExchange(
                MethodMessage.EMPTY, List.of(originOf(id)), fresh(delivered).key());
    }

    @MustBeClosed
    private KeyContainer.DeliveredKey pullOffered(SaeId master, String body) throws MethodFailure {
        for (Duration pause : UNTIL_HEARD_OF) {
            try {
                return pull(master, "dec_keys", body);
            } catch (MethodFailure none) {
                if (none.reason() != MethodFailure.Reason.EXHAUSTED || !hasPassed(pause)) {
                    throw none;
                }
            }
        }
        return pull(master, "dec_keys", body);
    }

    private static boolean hasPassed(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @MustBeClosed
    private KeyContainer.DeliveredKey pull(SaeId other, String call, String body) throws MethodFailure {
        try (KmeReply reply = access.current().kme().post(settings.address(other, call), body)) {
            return KeyContainer.read(reply.requireKeys().answer(), settings.length());
        }
    }

    private KeyContainer.DeliveredKey fresh(KeyContainer.DeliveredKey delivered) throws MethodFailure {
        if (fingerprints.firstSight(delivered.key())) {
            return delivered;
        }
        delivered.close();
        throw new MethodFailure(
                MethodFailure.Reason.REUSED,
                "the KME delivered an old key under key_ID " + delivered.id().text());
    }

    private KmeStatus status(SaeId other) throws MethodFailure {
        try (KmeReply reply = access.current().kme().get(settings.address(other, "status"))) {
            return KmeStatus.read(reply.requireSuccess().answer());
        }
    }

    private SaeId saeOf(CfId peer) throws MethodFailure {
        return settings.saeOf(peer)
                .orElseThrow(
                        () -> new MethodFailure(MethodFailure.Reason.UNREACHABLE, "no SAE id is set for CF " + peer));
    }

    private Origin originOf(KeyExternalId id) {
        return new Origin(settings.method(), id.canonical());
    }

    private void requireRoom() throws MethodFailure {
        if (used.isFull()) {
            throw new MethodFailure(
                    MethodFailure.Reason.REFUSED,
                    "no key is asked for: as many used keys are remembered as can be, and the oldest are forgotten after"
                            + " 60 days");
        }
    }

    private static MethodFailure reused(KeyExternalId id) {
        return new MethodFailure(MethodFailure.Reason.REUSED, "key_ID " + id.text() + " was used before");
    }

    @Override
    public void close() {
        access.current().kme().close();
    }
}
