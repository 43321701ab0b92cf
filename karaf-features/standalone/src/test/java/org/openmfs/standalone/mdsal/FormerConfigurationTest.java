package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** What a controller of the format before kept, node by node: each is read in the words of today, and none is lost. */
final class FormerConfigurationTest {
    private static EffectiveModelContext models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void models() {
        models = YangModels.onClassPath().modelContext();
    }

    private ConfigurationFile of(String body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("configuration.json"),
                "{\"openmfs-configuration\":1,\"generation\":3,\"sha256\":\""
                        + HexFormat.of().formatHex(hash) + "\"}\n" + body);
        return new ConfigurationFile(folder, models);
    }

    private String kept(ConfigurationFile configuration) throws Exception {
        configuration.save(configuration.load());
        return Files.readString(folder.resolve("configuration.json"));
    }

    private static String topology(String kind) {
        return "{\"ietf-network:networks\":{\"network\":[{\"network-id\":\"site\","
                + "\"network-types\":{\"mfs-network:mfs-network\":{}},\"node\":[{\"node-id\":\"a\","
                + "\"mfs-network:encryption-point\":[{\"id\":\"nic\",\"kind\":\"" + kind + "\"}]}]}]}}\n";
    }

    @Test
    void the_kind_of_an_encryption_point_is_read() throws Exception {
        assertThat(kept(of(topology("kernel")))).contains("\"kind\":\"kernel\"");

        ConfigurationFile former = of(topology("mfs-types:kernel"));

        assertThatCode(former::load).doesNotThrowAnyException();
        assertThat(kept(former)).contains("\"kind\":\"kernel\"");
    }

    @Test
    void names_and_texts_are_left_as_they_are() throws Exception {
        String kept = kept(of("{\"mfs-policy:protection-classes\":{\"protection-class\":[{\"id\":\"psk-file\","
                + "\"text\":\"mfs-types:kernel and psk-file\",\"method\":[\"ml-kem-1024\",\"psk-file\"]}]}}\n"));

        assertThat(kept)
                .contains(
                        "\"id\":\"psk-file\"",
                        "\"text\":\"mfs-types:kernel and psk-file\"",
                        "\"method\":[\"ml-kem-1024\",\"psk-hmac\"]");
    }

    @Test
    void a_method_that_was_forbidden_is_forbidden() throws Exception {
        ConfigurationFile former = of("{\"mfs-method:methods\":{\"method\":["
                + "{\"id\":\"psk-file\",\"family\":\"mfs-types:pre-shared\",\"life\":\"forbidden\"}]}}\n");

        assertThatCode(former::load).doesNotThrowAnyException();
        assertThat(kept(former)).contains("\"psk-hmac\"", "\"ground\":[\"pre-shared\"]", "\"life\":\"forbidden\"");
    }

    @ParameterizedTest
    @CsvSource({
        "module-lattice, structured-lattice",
        "ntru-lattice, structured-lattice",
        "unstructured-lattice, plain-lattice",
        "quantum-channel, quantum-channel",
        "pre-shared, pre-shared"
    })
    void a_method_of_a_family_stands_on_the_ground_that_the_family_had(String family, String ground) throws Exception {
        assertThat(kept(of(method("m", family)))).contains("\"ground\":[\"" + ground + "\"]", "\"life\":\"forbidden\"");
    }

    @Test
    void a_family_that_had_methods_on_two_grounds_is_told_with_its_leaf() throws Exception {
        ConfigurationFile former = of(method("m", "code"));

        assertThatThrownBy(former::load)
                .hasMessageContaining(": line 2: /mfs-method:methods/method[id='m']/family: ground was expected, as"
                        + " code-quasi-cyclic or code-goppa, instead of code; ");
    }

    @Test
    void two_methods_that_have_one_name_today_are_told() throws Exception {
        ConfigurationFile former = of("{\"mfs-method:methods\":{\"method\":["
                + "{\"id\":\"psk-file\",\"family\":\"mfs-types:pre-shared\",\"life\":\"forbidden\"},"
                + "{\"id\":\"psk-hmac\",\"family\":\"mfs-types:pre-shared\",\"life\":\"allowed\"}]}}\n");

        assertThatThrownBy(former::load)
                .hasMessageContaining(
                        ": line 2: /mfs-method:methods/method[id='psk-file']/id: psk-hmac was expected, and"
                                + " there is such a method too; ");
    }

    private static String method(String id, String family) {
        return "{\"mfs-method:methods\":{\"method\":[{\"id\":\"" + id + "\",\"family\":\"mfs-types:" + family
                + "\",\"life\":\"forbidden\"}]}}\n";
    }
}
