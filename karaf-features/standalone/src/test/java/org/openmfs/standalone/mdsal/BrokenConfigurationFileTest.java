package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** A kept configuration that broke off or was changed by hand: one line with the place and what was expected. */
final class BrokenConfigurationFileTest {
    private static final String CHANGED = "line 2 to the end: what has the checksum of line 1 was expected; it was cut"
            + " off, or changed by hand, which is refused: RESTCONF changes it, or --export, a change of the backup and"
            + " --import --replace";

    private static final String GOLD = "/mfs-policy:protection-classes/protection-class[id='gold']/floor/";

    private static EffectiveModelContext models;

    @TempDir
    private Path folder;

    private String remedy;

    @BeforeAll
    static void models() {
        models = YangModels.onClassPath().modelContext();
    }

    @BeforeEach
    void nothing_is_before_it() {
        remedy = "; there is no generation before it: move it away, then --import a backup, or begin anew";
    }

    private String said(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("configuration.json"), content);
        try {
            new ConfigurationFile(folder, models).load();
            return "";
        } catch (DamagedConfigurationException e) {
            assertThat(e.getMessage())
                    .startsWith(file + ": ")
                    .endsWith(remedy)
                    .doesNotContain("\n", "Exception", "null", "$.");
            return e.getMessage()
                    .substring((file + ": ").length(), e.getMessage().length() - remedy.length());
        }
    }

    private static String whole(String body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return "{\"openmfs-configuration\":1,\"generation\":3,\"sha256\":\""
                + HexFormat.of().formatHex(hash) + "\"}\n" + body;
    }

    @Test
    void its_first_line_says_what_the_rest_is() throws Exception {
        String expected = "line 1: {\"openmfs-configuration\":3,\"generation\":NUMBER,\"sha256\":HEX,\"journal\":HEX}"
                + " was expected";
        for (String content : new String[] {
            "",
            "\n",
            "{\"openmfs",
            "{\"openmfs\n",
            "[]\n",
            "7\n",
            "null\n",
            "{}\n",
            "{\"openmfs-configuration\":4}\n",
            "{\"openmfs-configuration\":0,\"generation\":1,\"sha256\":\"\"}\n",
            "{\"openmfs-configuration\":3,\"generation\":1,\"sha256\":\"\"}\n",
            "{\"openmfs-configuration\":3,\"generation\":1,\"sha256\":\"\",\"journal\":7}\n",
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
        assertThat(said(text.substring(0, text.length() - 4))).isEqualTo(CHANGED);
    }

    @Test
    void a_generation_before_it_is_offered_only_where_it_is_there_and_whole() throws Exception {
        Path before = folder.resolve("configuration.previous.json");

        Files.writeString(before, whole("{\"mfs-network:devices\":{}}\n"));
        remedy = "; the generation before it is " + before + ": copy that to configuration.json to go back to it";
        assertThat(said("")).startsWith("line 1: ");

        Files.writeString(before, "");
        remedy = "; " + before + ", the generation before it, can't be used either: move both away, then --import a"
                + " backup, or begin anew";
        assertThat(said("")).startsWith("line 1: ");
    }

    @Test
    void a_value_that_was_changed_by_hand_is_told_with_the_way_that_changes_it() throws Exception {
        String text = whole("{\"mfs-network:devices\":{\"device\":[{\"id\":\"a\",\"host\":\"192.0.2.1\"}]}}\n");

        assertThat(said(text)).isEmpty();
        assertThat(said(text.replace("192.0.2.1", "192.0.2.9"))).isEqualTo(CHANGED);
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

    @Test
    void a_configuration_of_the_format_before_is_read_in_the_words_of_today_and_kept_in_them() throws Exception {
        Path file = folder.resolve("configuration.json");
        try (InputStream fixture = getClass().getResourceAsStream("configuration-format-1.json")) {
            Files.copy(fixture, file);
        }
        ConfigurationFile configuration = new ConfigurationFile(folder, models);

        configuration.save(configuration.load());

        assertThat(Files.readString(file))
                .startsWith("{\"openmfs-configuration\":3,\"generation\":7,")
                .contains("\"least-diversity\":2", "\"least-diversity\":0")
                .contains("\"required-ground\":[\"quantum-channel\"]")
                .contains("\"method\":[\"ml-kem-1024\",\"psk-hmac\"]")
                .contains("\"rekey-interval\":3600")
                .contains("\"protection-class\":\"gold\"")
                .doesNotContain("famil", "psk-file");
        assertThat(new ConfigurationFile(folder, models).load()).isEqualTo(configuration.load());
    }

    @Test
    void a_floor_that_asked_for_more_than_words_of_today_can_say_is_named() throws Exception {
        String before =
                "{\"mfs-policy:protection-classes\":{\"protection-class\":[{\"id\":\"gold\",\"floor\":{\"factors\":3,";

        assertThat(said(whole(before + "\"families\":3}}]}}\n")))
                .isEqualTo("line 2: " + GOLD + "families: least-diversity 0..2 was expected, and required-ground for"
                        + " more, instead of 3");
        assertThat(said(whole(before + "\"families\":1,\"required-family\":[\"mfs-types:ntru-lattice\"]}}]}}\n")))
                .isEqualTo("line 2: " + GOLD + "required-family: required-ground was expected, as structured-lattice,"
                        + " instead of ntru-lattice");
    }

    @Test
    void a_former_word_that_could_mean_two_of_today_is_named() throws Exception {
        String text = whole("{\"mfs-policy:protection-classes\":{\"protection-class\":[{\"id\":\"gold\",\"floor\":"
                + "{\"factors\":1,\"families\":1,\"required-family\":[\"mfs-types:code\"]}}]}}\n");

        assertThat(said(text))
                .isEqualTo("line 2: " + GOLD + "required-family: required-ground was expected, as code-quasi-cyclic or"
                        + " code-goppa, instead of code");
    }
}
