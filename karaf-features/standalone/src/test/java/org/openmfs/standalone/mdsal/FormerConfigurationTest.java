package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
