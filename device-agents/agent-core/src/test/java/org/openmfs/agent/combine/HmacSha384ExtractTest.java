package org.openmfs.agent.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

/**
 * The combiner against a vector computed in Python with {@code hmac} and {@code hashlib} alone, from this recipe:
 *
 * <pre>
 * L(*x)  = b''.join(pack('>I', len(v)) + v for v in x);  N(n) = pack('>I', n);  H = sha384;  M = hmac sha384
 * expand(prk, info, n) = HKDF-Expand of RFC 5869
 * K = b'000102030405060708090a0b0c0d0e0f'; nI = 01*32; nR = 02*32; lI = 00..2f; lR = a5*48
 * ek = b'EKEKEK'; ct = b'CTCT'; qid = b'bc490419-7d60-487f-adc1-4ddcc177c139'; k1 = 00..1f; k2 = 20..3f
 * fl(f, d, *r) = L(N(f), N(d), L(*sorted(r)));  suite(i, *m) = L(i, b'hmac-sha384-extract', L(*m))
 * pu = L(b'MFS-PU-v1/channel', b'macsec', b'gcm-aes-xpn-256', N(256), N(4), b'one-each', N(12));  cI = 09*48; cR = 0a*48
 * offered  = L(b'blue/1', K, L(b'cf-a', cI), L(b'cf-b', cR),
 *              L(suite(b'ml-kem-1024+qkd-014', b'ml-kem-1024', b'qkd-014'), suite(b'ml-kem-1024', b'ml-kem-1024')),
 *              b'ml-kem-1024+qkd-014', fl(2, 2, b'quantum-channel', b'structured-lattice'), pu, nI, lI, L(ek, qid))
 * answered = L(fl(1, 0), pu, nR, lR, L(ct, b''))
 * tr  = L(b'MFS-NT-v2', offered, answered)
 * ctx = L(b'MFS-KC-v2', b'ml-kem-1024+qkd-014', K, b'cf-a', b'cf-b', pu,
 *         b'ml-kem-1024', L(b'structured-lattice'), L(b'ml-kem-1024', b''), ek, ct, N(256),
 *         b'qkd-014', L(b'quantum-channel'), L(b'qkd-014', qid), qid, b'', N(256), H(tr))
 * prk = M(lI ^ lR, k1 + k2);  kc, ts = (expand(prk, ctx + L(label), 48) for both labels)
 * tag(r) = M(kc, L(b'MFS-CT-v1/' + r) + H(ctx))
 * key(d) = expand(ts, L(b'MFS-KS-v1/' + d + b'/key', K, N(256)), 32); salt(d) likewise with N(96), 12
 * </pre>
 */
final class HmacSha384ExtractTest {
    private static final KeyId KEY = new KeyId("000102030405060708090a0b0c0d0e0f");
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");
    private static final MethodId KEM = new MethodId("ml-kem-1024");
    private static final MethodId QKD = new MethodId("qkd-014");
    private static final Suite BOTH = suite("ml-kem-1024+qkd-014", KEM, QKD);
    private static final Suite ONE = suite("ml-kem-1024", KEM);
    private static final MethodMessage PUBLIC_KEY = message("EKEKEK");
    private static final MethodMessage CIPHERTEXT = message("CTCT");
    private static final MethodMessage QKD_KEY_ID = message("bc490419-7d60-487f-adc1-4ddcc177c139");
    private static final Profile PROFILE =
            new Profile("macsec", "gcm-aes-xpn-256", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12));
    private static final KeySchedule.Shares SHARES = new KeySchedule.Shares(counting(0, 48), filled(0xa5, 48));

    private final KeySchedule schedule = new HmacSha384Extract();

    @Test
    void F2c_transcript_hash_is_the_known_answer() {
        assertThat(hex(transcript(List.of(BOTH, ONE), 2).hash()))
                .isEqualTo("0c231af7c976e2961789ee3baaa0bbf21cd68e96a3788978334191e47ba71c1e"
                        + "742d784f462c8d01c661b19561bacc56");
    }

    @Test
    void what_was_said_is_the_same_where_every_word_is() {
        Transcript said = transcript(List.of(BOTH, ONE), 2);

        assertThat(transcript(List.of(BOTH, ONE), 2)).isEqualTo(said).hasSameHashCodeAs(said);
        assertThat(transcript(List.of(BOTH), 2)).isNotEqualTo(said).doesNotHaveSameHashCodeAs(said);
    }

    @Test
    void the_same_parts_make_the_same_key_however_often_they_are_combined() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0);
                CombinedKey again = combined(UnaryOperator.identity(), 0)) {
            assertThat(again.tag(Role.INITIATOR)).isEqualTo(key.tag(Role.INITIATOR));
        }
    }

    @Test
    void a_key_says_nothing_of_itself() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0)) {
            assertThat(key).hasToString("CombinedKey");
        }
    }

    @Test
    void R1_F2b_F7_secrets_of_two_methods_give_the_known_tags() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0)) {
            assertThat(hex(key.tag(Role.INITIATOR)))
                    .isEqualTo("7172443b16ee6346598a00fa3b9ef7fdf42050bf96c5ef17941e48a056a04f94"
                            + "7e8142701c3c2199431f6e88ac8bf8cd");
            assertThat(hex(key.tag(Role.RESPONDER)))
                    .isEqualTo("ca05f1f68d71bad3cd8d29227075cb8e0bf26fbb5d65d369a9575a61c5a72dcc"
                            + "3758b9854176afc660551c0503fce449");
        }
    }

    @Test
    void R1_F2b_F7_each_direction_has_its_own_known_key_and_salt() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0);
                KeyMaterial secret = key.trafficSecret();
                DirectionalKey there = schedule.key(from(Role.INITIATOR), PROFILE, secret);
                DirectionalKey back = schedule.key(from(Role.RESPONDER), PROFILE, secret)) {
            assertThat(shown(there.key()))
                    .isEqualTo("e09631f9b588247737bb0e4555a66d689f15bd08e037c8e881374e66c90b0b88");
            assertThat(hex(there.salt())).isEqualTo("0d1a147cf7a3c7391987557e");
            assertThat(shown(back.key())).isEqualTo("984078d575a973ddbb02e85c716cff34dccfa8b9e1e3131069aba5cedf9c607e");
            assertThat(hex(back.salt())).isEqualTo("d28b0e94aed8b07d1a795a09");
        }
    }

    @Test
    void where_both_directions_share_a_key_they_have_the_same_and_no_salt_is_made_where_none_is_asked_for() {
        Profile shared = new Profile("odd", "odd-128", KeyLength.bits(128), new Shape(1, Shape.Keys.SHARED, 0));
        try (CombinedKey key = combined(UnaryOperator.identity(), 0);
                KeyMaterial secret = key.trafficSecret();
                DirectionalKey there = schedule.key(from(Role.INITIATOR), shared, secret);
                DirectionalKey back = schedule.key(from(Role.RESPONDER), shared, secret)) {
            assertThat(there.key().matches(back.key())).isTrue();
            assertThat(there.key().length()).isEqualTo(KeyLength.bits(128));
            assertThat(there.salt()).isEmpty();
        }
    }

    @Test
    void every_public_part_changes_the_key() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0)) {
            byte[] tag = key.tag(Role.RESPONDER);
            List<UnaryOperator<Recipe>> changes = List.of(
                    r -> new Recipe(ONE.id(), r.key(), A, B, r.purpose(), r.factors(), r.transcript()),
                    r -> new Recipe(
                            r.suite(), new KeyId("f".repeat(32)), A, B, r.purpose(), r.factors(), r.transcript()),
                    r -> new Recipe(r.suite(), r.key(), B, A, r.purpose(), r.factors(), r.transcript()),
                    r -> new Recipe(
                            r.suite(), r.key(), A, B, r.purpose(), r.factors().reversed(), r.transcript()),
                    r -> new Recipe(r.suite(), r.key(), A, B, r.purpose(), r.factors(), transcript(List.of(BOTH), 2)),
                    r -> new Recipe(
                            r.suite(), r.key(), A, B, r.purpose(), r.factors(), transcript(List.of(BOTH, ONE), 1)));
            for (UnaryOperator<Recipe> change : changes) {
                try (CombinedKey other = combined(change, 0)) {
                    assertThat(other.tag(Role.RESPONDER)).isNotEqualTo(tag);
                }
            }
        }
    }

    @Test
    void R1_a_change_in_either_secret_changes_the_key() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0);
                CombinedKey other = combined(UnaryOperator.identity(), 1)) {
            assertThat(other.tag(Role.INITIATOR)).isNotEqualTo(key.tag(Role.INITIATOR));
        }
    }

    @Test
    void a_tag_sent_back_to_its_maker_proves_nothing() {
        try (CombinedKey key = combined(UnaryOperator.identity(), 0)) {
            assertThat(key.tag(Role.INITIATOR)).isNotEqualTo(key.tag(Role.RESPONDER));
        }
    }

    @Test
    void a_missing_secret_is_refused() {
        try (KeyMaterial only = Taken.of(counting(0, 32))) {
            assertThatThrownBy(() -> combine(recipe(), List.of(only))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_share_of_another_length_is_refused() {
        try (KeyMaterial first = Taken.of(counting(0, 32));
                KeyMaterial second = Taken.of(counting(32, 32))) {
            KeySchedule.Shares shares = new KeySchedule.Shares(new byte[48], new byte[47]);
            assertThatThrownBy(() -> schedule.combine(recipe(), shares, List.of(first, second)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static KeySchedule.Direction from(Role sender) {
        return new KeySchedule.Direction(sender, KEY, 1);
    }

    private CombinedKey combined(UnaryOperator<Recipe> change, int more) {
        try (KeyMaterial first = Taken.of(counting(0, 32));
                KeyMaterial second = Taken.of(counting(32 + more, 32))) {
            return combine(change.apply(recipe()), List.of(first, second));
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private CombinedKey combine(Recipe recipe, List<KeyMaterial> secrets) {
        return schedule.combine(recipe, SHARES, secrets);
    }

    private static Recipe recipe() {
        List<Recipe.Factor> factors = List.of(
                new Recipe.Factor(
                        KEM, List.of(Ground.STRUCTURED_LATTICE), List.of(Origin.of(KEM)), PUBLIC_KEY, CIPHERTEXT),
                new Recipe.Factor(
                        QKD,
                        List.of(Ground.QUANTUM_CHANNEL),
                        List.of(new Origin(QKD, new String(QKD_KEY_ID.body(), StandardCharsets.US_ASCII))),
                        QKD_KEY_ID,
                        MethodMessage.EMPTY));
        return new Recipe(
                BOTH.id(), KEY, A, B, new Purpose.Channel(PROFILE), factors, transcript(List.of(BOTH, ONE), 2));
    }

    private static Transcript transcript(List<Suite> suites, int factors) {
        PolicyFloor floor = new PolicyFloor(2, factors, Set.of(Ground.STRUCTURED_LATTICE, Ground.QUANTUM_CHANNEL));
        Transcript.Share offer = new Transcript.Share(
                floor, new Purpose.Channel(PROFILE), filled(1, 32), counting(0, 48), List.of(PUBLIC_KEY, QKD_KEY_ID));
        Transcript.Share answer = new Transcript.Share(
                new PolicyFloor(1, 0, Set.of()),
                new Purpose.Channel(PROFILE),
                filled(2, 32),
                filled(0xa5, 48),
                List.of(CIPHERTEXT, MethodMessage.EMPTY));
        return new Transcript(
                new Transcript.Offered(
                        new Transcript.Parties(
                                "blue/1",
                                KEY,
                                new Transcript.Named(A, filled(9, 48)),
                                new Transcript.Named(B, filled(10, 48))),
                        suites,
                        BOTH.id(),
                        offer),
                new Transcript.Answered(answer));
    }

    private static Suite suite(String id, MethodId... methods) {
        return new Suite(new SuiteId(id), List.of(methods), CombinerId.HMAC_SHA384_EXTRACT);
    }

    private static MethodMessage message(String text) {
        return new MethodMessage(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] counting(int from, int octets) {
        byte[] bytes = new byte[octets];
        for (int i = 0; i < octets; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static byte[] filled(int value, int octets) {
        byte[] bytes = new byte[octets];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ReadsSecret("compares the result with the known answer")
    private static String shown(KeyMaterial key) {
        return key.lend(bytes -> HexFormat.of().formatHex(bytes));
    }
}
