package org.openmfs.bench;

import java.io.PrintStream;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.combine.Transcript;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.ResponderExchange;
import org.openmfs.agent.methods.mlkem.MlKem;
import org.openmfs.agent.methods.mlkem.MlKemSet;

/**
 * What a key of ML-KEM-1024 and QKD costs both ends in process, from key generation to both proofs, against the sum of
 * the raw operations in it: KEM, extraction, expansions and tags. QKD keys are at hand; no KME is asked.
 */
final class CombinedKeyCost {
    private static final int QKD_OCTETS = 32;
    private static final int NONCE_OCTETS = 32;
    private static final int HASH_OCTETS = 48;
    private static final Profile PROFILE =
            new Profile("macsec", "gcm-aes-xpn-256", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12));
    /** Both ends extract once, expand twice, make a proof and check the other's. */
    private static final int EXTRACTIONS = 2;

    private static final int EXPANSIONS = 4;
    private static final int TAGS = 4;

    private final SecureRandom random = new SecureRandom();
    private final MlKem mlKem = new MlKem(MlKemSet.ML_KEM_1024, random);
    private final KeySchedule schedule = new HmacSha384Extract();
    private final CfId alice = new CfId("alice");
    private final CfId bob = new CfId("bob");

    void run(PrintStream out) throws Exception {
        double raw = rawKem() + EXTRACTIONS * hmac() + EXPANSIONS * expand() + TAGS * hmac();
        double whole = Timing.micros(this::exchange);
        out.printf(
                "combined key ML-KEM-1024 + QKD, both ends: %.0f us; its raw operations: %.0f us; ratio %.2f%n",
                whole, raw, whole / raw);
    }

    private double rawKem() throws Exception {
        return Timing.micros(() -> {
            var pair = KeyPairGenerator.getInstance("ML-KEM-1024").generateKeyPair();
            KEM kem = KEM.getInstance("ML-KEM");
            var sent = kem.newEncapsulator(pair.getPublic()).encapsulate();
            return kem.newDecapsulator(pair.getPrivate()).decapsulate(sent.encapsulation());
        });
    }

    private double hmac() throws Exception {
        SecretKeySpec key = new SecretKeySpec(bytes(HASH_OCTETS), "HmacSHA384");
        return Timing.micros(() -> {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(key);
            return mac.doFinal(new byte[HASH_OCTETS]);
        });
    }

    private double expand() throws Exception {
        SecretKeySpec key = new SecretKeySpec(bytes(HASH_OCTETS), "HKDF-PRK");
        return Timing.micros(() -> KDF.getInstance("HKDF-SHA384")
                .deriveData(HKDFParameterSpec.expandOnly(key, new byte[HASH_OCTETS], HASH_OCTETS)));
    }

    private Object exchange() throws Exception {
        KeyId id = KeyId.random(random);
        ExchangeContext context = new ExchangeContext(id, alice, bob);
        byte[] qkd = bytes(QKD_OCTETS);
        MethodMessage named = new MethodMessage(
                "3686c135-c43e-4be8-9508-ace6c30cf1a8".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (InitiatorExchange started = mlKem.initiate(context);
                ResponderExchange answered = mlKem.respond(context, started.offer());
                KeyMaterial secret = started.complete(answered.answer());
                KeyMaterial here = KeyMaterial.taking(qkd.clone());
                KeyMaterial there = KeyMaterial.taking(qkd)) {
            KeySchedule.Shares shares = new KeySchedule.Shares(bytes(HASH_OCTETS), bytes(HASH_OCTETS));
            Recipe recipe = recipe(id, started.offer(), answered.answer(), named);
            try (CombinedKey ours = schedule.combine(recipe, shares, List.of(secret, here));
                    CombinedKey theirs = schedule.combine(recipe, shares, List.of(answered.secret(), there))) {
                boolean agreed = MessageDigest.isEqual(theirs.tag(Role.INITIATOR), ours.tag(Role.INITIATOR))
                        && MessageDigest.isEqual(ours.tag(Role.RESPONDER), theirs.tag(Role.RESPONDER));
                if (!agreed) {
                    throw new IllegalStateException("the two ends derived different keys");
                }
                return id;
            }
        }
    }

    private Recipe recipe(KeyId id, MethodMessage offer, MethodMessage answer, MethodMessage named) {
        Suite suite = new Suite(
                new SuiteId("ml-kem-1024+qkd-014"),
                List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")),
                CombinerId.HMAC_SHA384_EXTRACT);
        PolicyFloor floor = new PolicyFloor(2, 2, Set.of(Ground.QUANTUM_CHANNEL));
        Transcript transcript = new Transcript(
                new Transcript.Offered(
                        new Transcript.Parties(new AssociationId("blue").name(), id, named(alice), named(bob)),
                        List.of(suite),
                        suite.id(),
                        share(floor, List.of(offer, named))),
                new Transcript.Answered(share(floor, List.of(answer, MethodMessage.EMPTY))));
        List<Recipe.Factor> factors = List.of(
                factor(suite.methods().getFirst(), Ground.STRUCTURED_LATTICE, offer, answer),
                factor(suite.methods().getLast(), Ground.QUANTUM_CHANNEL, named, MethodMessage.EMPTY));
        return new Recipe(suite.id(), id, alice, bob, new Purpose.Channel(PROFILE), factors, transcript);
    }

    private static Recipe.Factor factor(MethodId method, Ground ground, MethodMessage offer, MethodMessage answer) {
        return new Recipe.Factor(method, List.of(ground), List.of(Origin.of(method)), offer, answer);
    }

    private Transcript.Named named(CfId cf) {
        return new Transcript.Named(cf, bytes(HASH_OCTETS));
    }

    private Transcript.Share share(PolicyFloor floor, List<MethodMessage> messages) {
        return new Transcript.Share(
                floor, new Purpose.Channel(PROFILE), bytes(NONCE_OCTETS), bytes(HASH_OCTETS), messages);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
