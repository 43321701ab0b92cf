package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmfs.karaf.composition.Backups;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.backup.Fault;
import org.openmfs.northbound.backup.Passphrase;
import org.openmfs.northbound.backup.UnusableBackupException;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** A backup as the version before wrote it, with every word that is another today. */
final class FormerBackupTest {
    private static final Passphrase NONE = () -> {
        throw new AssertionError("nothing is sealed");
    };

    private static final String FORMER = "2026-11-23";
    private static final String TODAY = "2026-11-29";

    private static final String OPTICAL = """
            {"mfs-network:managers": {"manager": [
               {"id": "qkdn", "kind": "qkdn-015", "address": ["http://127.0.0.1:1"], "most-key-link-rate": "9000"},
               {"id": "apn", "kind": "apn-tapi", "address": ["http://127.0.0.1:2"]}]}}""";

    private static final String DATA = """
            {
              "mfs-policy:protection-classes": {"protection-class": [
                {"id": "strict", "text": "families, psk-file", "method": ["ml-kem-768", "qkd-014"],
                 "floor": {"factors": 2, "families": 2,
                           "required-family": ["mfs-types:module-lattice", "mfs-types:quantum-channel"]}},
                {"id": "plain", "method": ["psk-file"], "floor": {"factors": 1, "families": 1}}
              ]},
              "mfs-service:services": {"service": [
                {"id": "s1", "a-end": {"endpoint": "left"}, "z-end": {"endpoint": "right"},
                 "protection-class": "plain", "method": ["psk-file"]}
              ]},
              "mfs-method:methods": {"method": [
                {"id": "psk-file", "family": "mfs-types:pre-shared", "life": "deprecated"},
                {"id": "frodo", "family": "mfs-types:unstructured-lattice", "life": "forbidden"}
              ]},
              "ietf-network:networks": {"network": [
                {"network-id": "lab", "network-types": {"mfs-network:mfs-network": {}}, "node": [
                  {"node-id": "n1",
                   "mfs-network:cf": [{"id": "c1", "device": "d1"}],
                   "mfs-network:encryption-point": [
                     {"id": "p1", "kind": "mfs-types:vnic", "cf": "c1", "enc-dec": "e0"}],
                   "mfs-network:endpoint": [
                     {"id": "left", "encryption-point": "p1"}, {"id": "right", "encryption-point": "p1"}]}]}
              ]}
            }""";

    private final EmbeddedMdsal mdsal = EmbeddedMdsal.inMemory();
    private final Backup backup = Backups.of(Controller.servicesOf(mdsal));

    @AfterEach
    void stop() throws Exception {
        mdsal.close();
    }

    private static byte[] file(String revision, String data) {
        JsonObject file =
                JsonParser.parseString("""
                {"format": 1, "sealed": {}, "modules": ["ietf-network@2018-02-26", "mfs-method@REVISION",
                  "mfs-network@REVISION", "mfs-policy@REVISION", "mfs-service@REVISION"]}""".replace("REVISION", revision)).getAsJsonObject();
        file.add("data", JsonParser.parseString(data));
        return file.toString().getBytes(UTF_8);
    }

    private JsonElement data() throws Exception {
        return JsonParser.parseString(new String(backup.exported(NONE), UTF_8))
                .getAsJsonObject()
                .get("data");
    }

    @Test
    void each_word_is_the_one_of_today() throws Exception {
        List<String> remarks = backup.imported(file(FORMER, DATA), NONE, false);

        assertThat(remarks).singleElement().asString().endsWith("; all of its data fit");
        assertThat(data().toString())
                .contains("\"text\":\"families, psk-file\"")
                .contains("{\"factors\":2,\"least-diversity\":2,"
                        + "\"required-ground\":[\"quantum-channel\",\"structured-lattice\"]}")
                .contains("{\"factors\":1,\"least-diversity\":0}")
                .contains("\"ground\":[\"pre-shared\"],\"id\":\"psk-hmac\",\"life\":\"deprecated\"")
                .contains("\"ground\":[\"plain-lattice\"],\"id\":\"frodo\",\"life\":\"forbidden\"")
                .contains("\"kind\":\"vnic\"")
                .doesNotContain("\"psk-file\"", "mfs-types:", "family");
    }

    @Test
    void what_words_of_today_cannot_say_is_told_at_once_with_its_leaves_and_nothing_is_kept() throws Exception {
        String unsaid = DATA.replace("\"families\": 2", "\"families\": 3")
                .replace("mfs-types:module-lattice", "mfs-types:code")
                .replace("mfs-types:unstructured-lattice", "mfs-types:code");

        String floor = "/mfs-policy:protection-classes/protection-class[id='strict']/floor/";
        String code = " was expected, as code-quasi-cyclic or code-goppa, instead of code";
        assertThatThrownBy(() -> backup.imported(file(FORMER, unsaid), NONE, false))
                .isInstanceOfSatisfying(
                        UnusableBackupException.class,
                        e -> assertThat(e.faults())
                                .filteredOn(fault -> !fault.place().equals("modules"))
                                .containsExactly(
                                        new Fault(
                                                floor + "families",
                                                "least-diversity 0..2 was expected, and required-ground for more, instead of 3"),
                                        new Fault(floor + "required-family", "required-ground" + code),
                                        new Fault("/mfs-method:methods/method[id='frodo']/family", "ground" + code)));
        assertThat(data().getAsJsonObject().size()).isZero();
    }

    @Test
    void in_a_backup_of_today_a_former_word_is_no_word_but_a_name_is_a_name() throws Exception {
        assertThatThrownBy(() -> backup.imported(file(TODAY, DATA), NONE, false))
                .isInstanceOf(UnusableBackupException.class);

        backup.imported(
                file(
                        TODAY,
                        "{\"mfs-method:methods\":{\"method\":[{\"id\":\"psk-file\",\"ground\":[\"pre-shared\"]}]}}"),
                NONE,
                false);
        assertThat(data().toString()).contains("\"psk-file\"");
    }

    @Test
    void kinds_of_managers_that_were_an_enumeration_are_words_of_today() throws Exception {
        List<String> remarks = backup.imported(file(TODAY, OPTICAL), NONE, false);

        assertThat(remarks).singleElement().asString().endsWith("; all of its data fit");
        assertThat(data().toString()).contains("\"kind\":\"qkdn-015\"", "\"kind\":\"apn-tapi\"");
    }

    @Test
    void a_former_word_of_another_form_is_refused_with_its_leaf() {
        for (String odd : List.of("\"two\"", "[]", "{}", "null", "-1", "2.5")) {
            byte[] file = file(FORMER, DATA.replace("\"families\": 2", "\"families\": " + odd));
            assertThatThrownBy(() -> backup.imported(file, NONE, false))
                    .as(odd)
                    .isInstanceOf(UnusableBackupException.class)
                    .hasMessageContaining("/floor/");
        }
    }
}
