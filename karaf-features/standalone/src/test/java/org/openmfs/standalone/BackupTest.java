package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.karaf.composition.Backups;
import org.openmfs.karaf.composition.Credentials;
import org.openmfs.karaf.composition.MdsalServices;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.backup.Passphrase;
import org.openmfs.northbound.backup.UnusableBackupException;
import org.openmfs.northbound.restconf.WholeConfiguration;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** The example configuration, exported, changed in every way that must be noticed, and imported elsewhere. */
final class BackupTest {
    private static final Path EXAMPLES = Path.of("../../yang-models/examples");
    private static final Passphrase RIGHT = () -> "correct horse battery".toCharArray();
    private static final String ALICE = "/mfs-network:devices/device=alice/password";

    private static EmbeddedMdsal mdsal;
    private static byte[] file;

    @BeforeAll
    static void export() throws Exception {
        mdsal = EmbeddedMdsal.inMemory();
        JsonObject data = new JsonObject();
        for (String module : List.of("mfs-network", "mfs-method", "mfs-policy", "mfs-service")) {
            JsonParser.parseString(Files.readString(EXAMPLES.resolve(module + ".config.json")))
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(member -> data.add(member.getKey(), member.getValue()));
        }
        MdsalServices services = Controller.servicesOf(mdsal);
        new WholeConfiguration(
                        services.dom().schemas().getGlobalContext(),
                        services.dom().data(),
                        List.of(),
                        Credentials.ALL)
                .replace(data, Map.of());
        file = backup(mdsal).exported(RIGHT);
    }

    @AfterAll
    static void stop() throws Exception {
        mdsal.close();
    }

    private static Backup backup(EmbeddedMdsal on) {
        return Backups.of(Controller.servicesOf(on));
    }

    private static JsonObject json(byte[] bytes) {
        return JsonParser.parseString(new String(bytes, UTF_8)).getAsJsonObject();
    }

    @Test
    void a_backup_names_its_modules_and_holds_no_password_in_clear() {
        JsonObject backup = json(file);

        assertThat(backup.get("format").getAsInt()).isEqualTo(1);
        assertThat(backup.getAsJsonArray("modules").toString())
                .contains("mfs-network@2026-11-30", "ietf-network@2018-02-26");
        assertThat(backup.getAsJsonObject("sealed").keySet())
                .containsExactly(
                        ALICE,
                        "/mfs-network:devices/device=bob/password",
                        "/mfs-network:managers/manager=apn/bearer-token",
                        "/mfs-network:managers/manager=qkdn/password");
        assertThat(new String(file, UTF_8))
                .doesNotContain("netconf-password")
                .doesNotContain("gave it")
                .doesNotContain("gave-it");
    }

    @Test
    void an_export_of_what_was_imported_is_the_same() throws Exception {
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            backup(other).imported(file, RIGHT, false);

            JsonObject again = json(backup(other).exported(RIGHT));
            JsonObject first = json(file);
            assertThat(again.get("data").toString()).isEqualTo(first.get("data").toString());
            assertThat(again.get("modules")).isEqualTo(first.get("modules"));
            assertThat(again.getAsJsonObject("sealed").keySet())
                    .isEqualTo(first.getAsJsonObject("sealed").keySet());
            assertThat(RecordedConfiguration.of(other.dataBroker()).everything())
                    .isEqualTo(RecordedConfiguration.of(mdsal.dataBroker()).everything());
        }
    }

    @Test
    void another_passphrase_changes_nothing_and_is_one_line() throws Exception {
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, new String(file, UTF_8), () -> "another passphrase".toCharArray()))
                    .containsExactly("sealed: the passphrase under which it was sealed was expected");
            assertThat(json(backup(other).exported(RIGHT))
                            .getAsJsonObject("data")
                            .size())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format": 1 | "format": 2 | format: 1 was expected
            "data": { | "more": 1, "data": { | more: no such member was expected
            "192.0.2.11" | 17 | /mfs-network:devices/device[id='alice']/host
            "protection-class": "gold" | "protection-class": "lead" | /mfs-service:services/service[id='blue']/protection-class
            pbkdf2-hmac-sha512.600000 | pbkdf2-hmac-sha512.0 | /mfs-network:devices/device=alice/password: a sealed value was expected
            device=alice/ | device=alicia/ | /mfs-network:devices/device=alicia/password
            "format": 1 | "format" 1 | a JSON object was expected
            """)
    void what_RESTCONF_would_refuse_is_refused_by_leaf_and_nothing_is_kept(String from, String to, String fault)
            throws Exception {
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            String changed = new String(file, UTF_8).replace(from, to);
            assertThat(changed).isNotEqualTo(new String(file, UTF_8));

            assertThat(faults(other, changed, RIGHT)).anyMatch(line -> line.startsWith(fault));
            assertThat(json(backup(other).exported(RIGHT))
                            .getAsJsonObject("data")
                            .size())
                    .isZero();
        }
    }

    @Test
    void a_password_is_opened_for_its_own_place_alone() throws Exception {
        JsonObject changed = json(file);
        JsonObject sealed = changed.getAsJsonObject("sealed");
        sealed.add(ALICE, sealed.get("/mfs-network:devices/device=bob/password"));
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, changed.toString(), RIGHT))
                    .containsExactly(ALICE + ": it was sealed for another place or under another passphrase");
        }
    }

    @Test
    void a_configuration_is_replaced_only_if_asked_to() throws Exception {
        assertThat(faults(mdsal, new String(file, UTF_8), RIGHT))
                .containsExactly("there is a configuration already; --replace puts this in its place");

        backup(mdsal).imported(file, RIGHT, true);

        assertThat(json(backup(mdsal).exported(RIGHT)).get("data"))
                .isEqualTo(json(file).get("data"));
    }

    @Test
    void without_secrets_nobody_asks_for_a_passphrase() throws Exception {
        Passphrase none = () -> {
            throw new IOException("asked");
        };
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(json(backup(other).exported(none))
                            .getAsJsonObject("sealed")
                            .size())
                    .isZero();
        }
        assertThatThrownBy(() -> backup(mdsal).exported(none)).hasMessage("asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "42", "[42]", "[\"a b\"]", "[{}]", "null"})
    void an_address_that_is_none_is_told_with_its_place_whatever_stands_in_its_stead(String address) throws Exception {
        JsonObject changed = json(file);
        changed.getAsJsonObject("data")
                .getAsJsonObject("mfs-network:managers")
                .getAsJsonArray("manager")
                .get(0)
                .getAsJsonObject()
                .add("address", JsonParser.parseString(address));
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, changed.toString(), RIGHT))
                    .anyMatch(line -> line.startsWith("/mfs-network:managers/manager"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken out", "{}", "null", "[]", "-1"})
    void whatever_is_wrong_with_one_value_a_check_ends_with_words(String instead) throws Exception {
        List<String> broken = new ArrayList<>();
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            for (int value = 0;
                    change(json(file).get("data"), new AtomicInteger(value), instead, "")
                            .isPresent();
                    value++) {
                JsonObject changed = json(file);
                String place = change(changed.get("data"), new AtomicInteger(value), instead, "")
                        .orElseThrow();
                try {
                    backup(other).checked(changed.toString().getBytes(UTF_8), Optional.empty());
                } catch (UnusableBackupException told) {
                    assertThat(told.faults()).isNotEmpty();
                } catch (RuntimeException fault) {
                    broken.add(place + ": " + fault);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Puts something else in the place of one value, counted from the first; tells where. */
    private static Optional<String> change(JsonElement at, AtomicInteger left, String instead, String path) {
        if (at instanceof JsonArray list) {
            return list.asList().stream()
                    .flatMap(entry -> change(entry, left, instead, path).stream())
                    .findFirst();
        }
        if (at instanceof JsonObject object) {
            for (String name : List.copyOf(object.keySet())) {
                JsonElement member = object.get(name);
                boolean leaf = member.isJsonPrimitive()
                        || member instanceof JsonArray list
                                && !list.isEmpty()
                                && list.get(0).isJsonPrimitive();
                if (leaf && left.getAndDecrement() == 0) {
                    object.remove(name);
                    if (!instead.equals("taken out")) {
                        object.add(name, JsonParser.parseString(instead));
                    }
                    return Optional.of(path + "/" + name);
                }
                Optional<String> below = leaf ? Optional.empty() : change(member, left, instead, path + "/" + name);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    @Test
    void a_manager_without_its_address_is_told_with_its_place() throws Exception {
        JsonObject changed = json(file);
        changed.getAsJsonObject("data")
                .getAsJsonObject("mfs-network:managers")
                .getAsJsonArray("manager")
                .get(0)
                .getAsJsonObject()
                .remove("address");
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, changed.toString(), RIGHT))
                    .anyMatch(line -> line.startsWith("/mfs-network:managers/manager"));
        }
    }

    @Test
    void a_secret_in_clear_is_told_whichever_of_two_spellings_of_its_list_it_stands_in() throws Exception {
        JsonObject changed = json(file);
        changed.getAsJsonObject("data")
                .getAsJsonObject("mfs-network:devices")
                .add("mfs-network:device", JsonParser.parseString("""
                        [{"id": "charlie", "host": "192.0.2.13", "user": "mfs", "password": "planted-secret",
                          "host-key": "SHA256:9u0yZ1yQeTsvwTgYAp0rJx1vFfZ8QwYkJqgX4mJH3dA"}]"""));
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, changed.toString(), RIGHT)).isNotEmpty();
        }
    }

    @Test
    void a_secret_in_clear_is_told_in_a_container_without_its_module() throws Exception {
        JsonObject changed = json(file);
        changed.getAsJsonObject("data").add("devices", JsonParser.parseString("""
                {"device": [{"id": "charlie", "host": "192.0.2.13", "user": "mfs", "password": "planted-secret",
                  "host-key": "SHA256:9u0yZ1yQeTsvwTgYAp0rJx1vFfZ8QwYkJqgX4mJH3dA"}]}"""));
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, changed.toString(), RIGHT)).isNotEmpty();
        }
    }

    @Test
    void a_backup_of_the_version_before_is_imported_in_the_words_of_today() throws Exception {
        String former = new String(file, UTF_8)
                .replaceAll("(\"mfs-[a-z]+)@2026-11-(?:29|30)", "$1@2026-11-23")
                .replaceAll(
                        "\\{\\s*\"factors\":\\s*2,\\s*\"least-diversity\":\\s*2", "{\"factors\": 2, \"families\": 2")
                .replaceAll("\"required-ground\":\\s*\\[\\s*\"", "\"required-family\": [\"mfs-types:");
        assertThat(former)
                .contains("families", "required-family")
                .doesNotContain("required-ground", "2026-11-29", "mfs-network@2026-11-30");
        try (EmbeddedMdsal other = EmbeddedMdsal.inMemory()) {
            assertThat(faults(other, former, RIGHT)).isEmpty();
            assertThat(new String(backup(other).exported(RIGHT), UTF_8)).contains("least-diversity", "required-ground");
        }
    }

    private static List<String> faults(EmbeddedMdsal on, String text, Passphrase passphrase) throws IOException {
        try {
            backup(on).imported(text.getBytes(UTF_8), passphrase, false);
            return List.of();
        } catch (UnusableBackupException e) {
            return e.faults().stream().map(Object::toString).toList();
        }
    }
}
