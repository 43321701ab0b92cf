package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** A kept configuration that broke off or was changed by hand: one line with the place and what was expected. */
final class BrokenConfigurationFileTest {
    private static EffectiveModelContext models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void models() {
        models = YangModels.onClassPath().modelContext();
    }

    private String said(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("configuration.json"), content);
        try {
            new ConfigurationFile(folder, models).load();
            return "";
        } catch (DamagedConfigurationException e) {
            String end = "; the generation before it is " + folder.resolve("configuration.previous.json")
                    + ": look at both, then copy one of them to configuration.json";
            assertThat(e.getMessage())
                    .startsWith(file + ": ")
                    .endsWith(end)
                    .doesNotContain("\n", "Exception", "null", "$.");
            return e.getMessage()
                    .substring((file + ": ").length(), e.getMessage().length() - end.length());
        }
    }

    private static String whole(String body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return "{\"openmfs-configuration\":1,\"generation\":3,\"sha256\":\""
                + HexFormat.of().formatHex(hash) + "\"}\n" + body;
    }

    @Test
    void its_first_line_says_what_the_rest_is() throws Exception {
        String expected = "line 1: {\"openmfs-configuration\":1,\"generation\":NUMBER,\"sha256\":HEX} was expected";
        for (String content : new String[] {
            "",
            "\n",
            "{\"openmfs",
            "{\"openmfs\n",
            "[]\n",
            "7\n",
            "null\n",
            "{}\n",
            "{\"openmfs-configuration\":2}\n",
            "{\"openmfs-configuration\":1}\n",
            "{\"openmfs-configuration\":{},\"generation\":1,\"sha256\":\"\"}\n",
            "{\"openmfs-configuration\":1,\"generation\":\"x\",\"sha256\":\"00\"}\n"
        }) {
            assertThat(said(content)).as(content).isEqualTo(expected);
        }
    }

    @Test
    void what_does_not_hash_to_what_it_says_was_cut_off_or_changed() throws Exception {
        String text = whole("{\"mfs-network:devices\":{}}\n");

        assertThat(said(text)).isEmpty();
        assertThat(said(text.substring(0, text.length() - 4)))
                .isEqualTo("line 2 to the end: what has the checksum of line 1 was expected;"
                        + " it was cut off or changed");
    }

    @Test
    void a_line_that_is_not_of_the_models_is_named() throws Exception {
        String good = "{\"mfs-network:devices\":{}}\n";
        for (String bad : new String[] {"{\"mfs-network:boxes\":{}}\n", "{\"acme:x\":{}}\n", "{\n", "{}\n", "\n"}) {
            assertThat(said(whole(good + bad)))
                    .as(bad)
                    .startsWith("line 3: a top-level node of these models was expected");
        }
    }
}
