package org.openmfs.agent.methods.mlkem;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.methods.PublishedVectors;

/** The ML-KEM that ours is compared with, and that peers' TLS uses, against NIST's ACVP vectors. */
final class SecondMlKemVectorsTest {
    private static final Map<String, MLKEMParameters> SETS = Map.of(
            "ML-KEM-512", MLKEMParameters.ml_kem_512,
            "ML-KEM-768", MLKEMParameters.ml_kem_768,
            "ML-KEM-1024", MLKEMParameters.ml_kem_1024);

    /** One test of NIST's, with its set. */
    private record Vector(MLKEMParameters set, JsonObject group, JsonObject test) {
        byte[] octets(String name) {
            JsonElement value = test.has(name) ? test.get(name) : group.get(name);
            return HexFormat.of().parseHex(value.getAsString());
        }
    }

    @Test
    void seeds_give_the_published_keys() throws IOException {
        List<Vector> vectors = vectors("acvp-ml-kem/key-gen.json");

        assertThat(vectors).hasSize(75);
        for (Vector vector : vectors) {
            MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
            byte[] seed = HexFormat.of()
                    .parseHex(HexFormat.of().formatHex(vector.octets("d"))
                            + HexFormat.of().formatHex(vector.octets("z")));
            generator.init(new MLKEMKeyGenerationParameters(new ScriptedRandom(seed), vector.set()));
            AsymmetricCipherKeyPair pair = generator.generateKeyPair();

            assertThat(((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded())
                    .isEqualTo(vector.octets("ek"));
            assertThat(((MLKEMPrivateKeyParameters) pair.getPrivate()).getEncoded())
                    .isEqualTo(vector.octets("dk"));
        }
    }

    @Test
    void encapsulations_and_decapsulations_give_the_published_secrets() throws IOException {
        List<Vector> vectors = vectors("acvp-ml-kem/encap-decap.json");

        assertThat(vectors).hasSize(105);
        for (Vector vector : vectors) {
            if (vector.test().has("m")) {
                MLKEMPublicKeyParameters key = new MLKEMPublicKeyParameters(vector.set(), vector.octets("ek"));
                SecretWithEncapsulation made =
                        new MLKEMGenerator(new ScriptedRandom(vector.octets("m"))).generateEncapsulated(key);
                assertThat(made.getEncapsulation()).isEqualTo(vector.octets("c"));
                assertThat(made.getSecret()).isEqualTo(vector.octets("k"));
            }
            MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(vector.set(), vector.octets("dk"));
            assertThat(new MLKEMExtractor(key).extractSecret(vector.octets("c")))
                    .isEqualTo(vector.octets("k"));
        }
    }

    private static List<Vector> vectors(String file) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (JsonElement element : PublishedVectors.read(file).getAsJsonArray("testGroups")) {
            JsonObject group = element.getAsJsonObject();
            MLKEMParameters set = SETS.get(group.get("parameterSet").getAsString());
            group.getAsJsonArray("tests").forEach(test -> vectors.add(new Vector(set, group, test.getAsJsonObject())));
        }
        return vectors;
    }
}
