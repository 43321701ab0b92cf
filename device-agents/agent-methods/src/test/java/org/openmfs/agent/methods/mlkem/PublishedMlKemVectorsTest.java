package org.openmfs.agent.methods.mlkem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;
import org.openmfs.agent.methods.PublishedVectors;

/** Key generation, encapsulation and decapsulation against NIST's ACVP vectors and Project Wycheproof. */
final class PublishedMlKemVectorsTest {
    private static final ExchangeContext CONTEXT =
            new ExchangeContext(KeyId.random(new SecureRandom()), new CfId("a"), new CfId("b"));

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    void acvp_seeds_give_the_published_encapsulation_keys(MlKemSet set) throws IOException {
        forEach("acvp-ml-kem/key-gen.json", set, 25, vector -> {
            byte[] seed = join(octets(vector, "d"), octets(vector, "z"));
            assertThat(offerOf(set, seed)).isEqualTo(octets(vector, "ek"));
        });
    }

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    void acvp_encapsulations_and_decapsulations_give_the_published_secrets(MlKemSet set) throws IOException {
        forEach("acvp-ml-kem/encap-decap.json", set, 35, vector -> {
            if (vector.has("m")) {
                assertEncapsulation(set, vector, octets(vector, "k"));
            }
            assertThat(decapsulated(set, vector)).isEqualTo(octets(vector, "k"));
        });
    }

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    void wycheproof_seeds_and_ciphertexts_give_the_published_secrets_or_are_refused(MlKemSet set) throws IOException {
        String file = "wycheproof/mlkem_" + number(set) + "_test.json";
        forEach(file, set, 150, vector -> {
            byte[] seed = octets(vector, "seed");
            if (seed.length != 64) {
                return;
            }
            MlKem method = new MlKem(set, new ScriptedRandom(seed));
            try (InitiatorExchange exchange = method.initiate(CONTEXT)) {
                assertCompletion(exchange, vector);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    void wycheproof_seeds_give_the_published_encapsulation_keys(MlKemSet set) throws IOException {
        String file = "wycheproof/mlkem_" + number(set) + "_keygen_seed_test.json";
        forEach(
                file,
                set,
                100,
                vector -> assertThat(offerOf(set, octets(vector, "seed"))).isEqualTo(octets(vector, "ek")));
    }

    @ParameterizedTest
    @EnumSource(value = MlKemSet.class, names = "ML_KEM_768")
    void wycheproof_encapsulation_keys_are_used_or_refused_as_published(MlKemSet set) throws IOException {
        String file = "wycheproof/mlkem_" + number(set) + "_encaps_test.json";
        forEach(file, set, 265, vector -> {
            if (vector.get("result").getAsString().equals("valid")) {
                assertEncapsulation(set, vector, octets(vector, "K"));
            } else {
                assertThatThrownBy(() -> new MlKem(set, new ScriptedRandom(octets(vector, "m")))
                                .respond(CONTEXT, new MethodMessage(octets(vector, "ek"))))
                        .isInstanceOf(MethodFailure.class);
            }
        });
    }

    @ReadsSecret("compares published test vectors")
    private static void assertCompletion(InitiatorExchange exchange, JsonObject vector) {
        MethodMessage ciphertext = new MethodMessage(octets(vector, "c"));
        boolean valid = vector.get("result").getAsString().equals("valid");
        try (KeyMaterial secret = exchange.complete(ciphertext)) {
            assertThat(valid).describedAs("vector %s", vector.get("tcId")).isTrue();
            assertThat(exchange.offer().body()).isEqualTo(octets(vector, "ek"));
            assertThat(secret.<byte[]>lend(byte[]::clone)).isEqualTo(octets(vector, "K"));
        } catch (MethodFailure refused) {
            assertThat(valid)
                    .describedAs("vector %s: %s", vector.get("tcId"), refused)
                    .isFalse();
        }
    }

    @ReadsSecret("compares published test vectors")
    private static void assertEncapsulation(MlKemSet set, JsonObject vector, byte[] secret) {
        MlKem method = new MlKem(set, new ScriptedRandom(octets(vector, "m")));
        try (ResponderExchange answered = method.respond(CONTEXT, new MethodMessage(octets(vector, "ek")))) {
            assertThat(answered.answer().body()).isEqualTo(octets(vector, "c"));
            assertThat(answered.secret().<byte[]>lend(byte[]::clone)).isEqualTo(secret);
        } catch (MethodFailure e) {
            throw new AssertionError("vector " + vector.get("tcId"), e);
        }
    }

    private static byte[] offerOf(MlKemSet set, byte[] seed) {
        try (InitiatorExchange exchange = new MlKem(set, new ScriptedRandom(seed)).initiate(CONTEXT)) {
            return exchange.offer().body();
        }
    }

    @ReadsSecret("compares published test vectors")
    private static byte[] decapsulated(MlKemSet set, JsonObject vector) {
        KeyPair pair = pair(set, octets(vector, "ek"), octets(vector, "dk"));
        try (Decapsulation exchange = new Decapsulation(set, pair);
                KeyMaterial secret = exchange.complete(new MethodMessage(octets(vector, "c")))) {
            return secret.lend(byte[]::clone);
        } catch (MethodFailure e) {
            throw new AssertionError("vector " + vector.get("tcId"), e);
        }
    }

    /** The JDK's own PKCS #8 form: version, algorithm, then the expanded key in two octet strings. */
    private static KeyPair pair(MlKemSet set, byte[] ek, byte[] dk) {
        byte[] publicKey = set.subjectPublicKey(ek);
        String oidEnd = HexFormat.of().formatHex(publicKey, 16, 17);
        String header = "020100300b06096086480165030404" + oidEnd + "0482%04x0482%04x";
        byte[] content = join(HexFormat.of().parseHex(header.formatted(dk.length + 4, dk.length)), dk);
        byte[] privateKey = join(HexFormat.of().parseHex("3082%04x".formatted(content.length)), content);
        try {
            KeyFactory factory = KeyFactory.getInstance(set.algorithm(), MlKem.PROVIDER);
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs every vector of the set, whose keys may stand in its group, and demands that there are enough of them. */
    private static void forEach(String file, MlKemSet set, int least, Consumer<JsonObject> check) throws IOException {
        int checked = 0;
        for (JsonElement element : PublishedVectors.read(file).getAsJsonArray("testGroups")) {
            JsonObject group = element.getAsJsonObject();
            if (!group.get("parameterSet").getAsString().equals(set.algorithm())) {
                continue;
            }
            for (JsonElement test : group.getAsJsonArray("tests")) {
                JsonObject vector = test.getAsJsonObject();
                group.entrySet().stream()
                        .filter(entry ->
                                entry.getKey().equals("ek") || entry.getKey().equals("dk"))
                        .forEach(entry -> vector.add(entry.getKey(), entry.getValue()));
                check.accept(vector);
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(least);
    }

    private static String number(MlKemSet set) {
        return set.algorithm().substring("ML-KEM-".length());
    }

    private static byte[] octets(JsonObject vector, String name) {
        return HexFormat.of().parseHex(vector.get(name).getAsString());
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
