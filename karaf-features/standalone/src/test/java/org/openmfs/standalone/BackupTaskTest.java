package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.karaf.composition.Credentials;
import org.openmfs.karaf.composition.MdsalServices;
import org.openmfs.northbound.backup.UnusableBackupException;
import org.openmfs.northbound.restconf.WholeConfiguration;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** The example configuration's backup in the hands of whoever alters it, or runs another build. */
final class BackupTaskTest {
    private static final Path EXAMPLES = Path.of("../../yang-models/examples");
    private static final String ALICE = "/mfs-network:devices/device=alice/password";

    @TempDir
    private static Path shared;

    private static Path passphrase;
    private static String exported;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void export() throws Exception {
        passphrase = Files.writeString(shared.resolve("passphrase"), "correct horse battery\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        JsonObject data = new JsonObject();
        for (String module : List.of("mfs-network", "mfs-method", "mfs-policy", "mfs-service")) {
            JsonParser.parseString(Files.readString(EXAMPLES.resolve(module + ".config.json")))
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(member -> data.add(member.getKey(), member.getValue()));
        }
        Path data1 = shared.resolve("data");
        try (EmbeddedMdsal mdsal = EmbeddedMdsal.keepingIn(data1)) {
            MdsalServices services = Controller.servicesOf(mdsal);
            new WholeConfiguration(
                            services.dom().schemas().getGlobalContext(),
                            services.dom().data(),
                            List.of(),
                            Credentials.ALL)
                    .replace(data, Map.of());
        }
        Path made = shared.resolve("made.json");
        done("--data", data1, "--export", made, "--passphrase-file", passphrase);
        exported = Files.readString(made);
    }

    @BeforeEach
    void file() {
        file = folder.resolve("backup.json");
    }

    /** The lines that are said of a task that is carried out. */
    private static List<String> done(Object... arguments) throws IOException, UnusableBackupException {
        List<String> texts = List.of(arguments).stream().map(Object::toString).toList();
        return new BackupTask(BackupOptions.of(shared, texts))
                .carryOut()
                .lines()
                .toList();
    }

    private List<String> imported(String backup) throws IOException, UnusableBackupException {
        Files.write(file, backup.getBytes(UTF_8));
        return done("--data", folder.resolve("data"), "--import", file, "--passphrase-file", passphrase);
    }

    /** What is said against it; nothing is configured then. */
    private List<String> refused(String backup) throws IOException {
        try {
            imported(backup);
            return List.of();
        } catch (UnusableBackupException e) {
            assertThat(folder.resolve("data/configuration.json")).doesNotExist();
            return e.faults().stream().map(Object::toString).toList();
        }
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /** The entry of a list in the data of a backup. */
    private static JsonObject entry(JsonObject backup, String container, String list, String id) {
        for (JsonElement entry : backup.getAsJsonObject("data")
                .getAsJsonObject("mfs-network:" + container)
                .getAsJsonArray(list)) {
            if (entry.getAsJsonObject().get("id").getAsString().equals(id)) {
                return entry.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + list + " " + id);
    }

    @Test
    void no_password_is_given_to_a_side_or_user_that_was_changed_in_the_file() throws Exception {
        JsonObject backup = json(exported);
        JsonObject alice = entry(backup, "devices", "device", "alice");
        alice.addProperty("host", "192.0.2.66");
        alice.addProperty("port", 22);
        alice.addProperty("host-key", "SHA256:" + "A".repeat(43));
        JsonObject bob = entry(backup, "devices", "device", "bob");
        bob.remove("port");
        bob.addProperty("user", "nobody");
        JsonObject qkdn = entry(backup, "managers", "manager", "qkdn");
        qkdn.getAsJsonArray("address").remove(0);
        entry(backup, "managers", "manager", "apn").add("certificate-authority", qkdn.remove("certificate-authority"));

        assertThat(refused(backup.toString()))
                .containsExactly(
                        ALICE + ": it was sealed for another host, port, host-key than the file has",
                        "/mfs-network:devices/device=bob/password: it was sealed for another port, user than the file has",
                        "/mfs-network:managers/manager=apn/bearer-token: it was sealed for another"
                                + " certificate-authority than the file has",
                        "/mfs-network:managers/manager=qkdn/password: it was sealed for another address,"
                                + " certificate-authority than the file has");
    }

    @Test
    void a_file_of_other_revisions_is_imported_where_the_data_fit_and_one_line_says_what_differs() throws Exception {
        JsonObject other = json(exported.replace("mfs-network@2026-11-30", "mfs-network@2031-01-01")
                .replace("\"mfs-policy@", "\"acme-unused@2026-01-01\",\"mfs-policy@"));
        // A default that is written out is the same side.
        entry(other, "devices", "device", "alice").addProperty("port", 830);

        assertThat(imported(other.toString()))
                .containsExactly(
                        "modules: the file has acme-unused@2026-01-01 (here none), mfs-network@2031-01-01 (here"
                                + " mfs-network@2026-11-30); all of its data fit",
                        "imported " + file + " into " + folder.resolve("data"));
    }

    @Test
    void of_a_file_of_other_revisions_only_what_does_not_fit_is_refused_and_named() throws Exception {
        JsonObject backup = json(exported.replace("mfs-network@2026-11-30", "mfs-network@2031-01-01"));
        entry(backup, "devices", "device", "alice").addProperty("later-leaf", 1);

        assertThat(refused(backup.toString()))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("/mfs-network:devices/device[id='alice']/later-leaf: "))
                .contains("modules: the file has mfs-network@2031-01-01 (here mfs-network@2026-11-30)");
    }

    @Test
    void a_check_tells_every_kind_of_fault_at_once() throws Exception {
        JsonObject backup = json(exported);
        backup.addProperty("format", 7);
        backup.addProperty("more", true);
        backup.getAsJsonArray("modules").add(17);
        entry(backup, "devices", "device", "alice").addProperty("port", 70_000);
        entry(backup, "managers", "manager", "apn").remove("kind");
        JsonObject sealed = backup.getAsJsonObject("sealed");
        sealed.addProperty("/mfs-network:devices/device=bob/password", "in clear");
        sealed.add("/mfs-network:devices/device=nobody/password", sealed.get(ALICE));
        Files.writeString(file, backup.toString());

        List<String> said = new ArrayList<>();
        try {
            done("--check", file, "--passphrase-file", passphrase);
        } catch (UnusableBackupException e) {
            e.faults().forEach(fault -> said.add(fault.toString()));
        }
        assertThat(said)
                .anyMatch(line -> line.startsWith("format: "))
                .anyMatch(line -> line.startsWith("more: "))
                .anyMatch(line -> line.startsWith("modules: "))
                .anyMatch(line -> line.startsWith("/mfs-network:devices/device=bob/password: a sealed value"))
                .anyMatch(line -> line.startsWith("/mfs-network:devices/device=nobody/password: "))
                .anyMatch(line -> line.startsWith("/mfs-network:devices/device[id='alice']/port: "))
                .anyMatch(line -> line.startsWith("/mfs-network:managers/manager[id='apn']/kind: "));
    }

    @Test
    void an_import_that_could_not_be_leaves_nothing() throws Exception {
        JsonObject backup = json(exported);
        entry(backup, "devices", "device", "alice").addProperty("port", 0);

        assertThat(refused(backup.toString())).hasSize(1);
        assertThat(folder.resolve("data")).doesNotExist();

        Files.createDirectory(folder.resolve("data"));
        assertThat(refused(backup.toString())).hasSize(1);
        assertThat(folder.resolve("data")).as("a folder that was there").isEmptyDirectory();
    }

    @Test
    void a_service_of_a_class_that_there_is_not_is_told_beside_a_wrong_value_of_another_class() throws Exception {
        JsonObject backup = json(exported);
        JsonObject data = backup.getAsJsonObject("data");
        JsonArray classes =
                data.getAsJsonObject("mfs-policy:protection-classes").getAsJsonArray("protection-class");
        JsonArray services = data.getAsJsonObject("mfs-service:services").getAsJsonArray("service");
        JsonObject gold = classes.get(0).getAsJsonObject();
        JsonObject keyLife = new JsonObject();
        keyLife.addProperty("rekey-interval", 1);
        gold.add("key-life", keyLife);
        JsonObject second = services.get(0).getAsJsonObject().deepCopy();
        services.get(0).getAsJsonObject().add("protection-class", gold.get("id"));
        second.addProperty("id", "abcd");
        second.addProperty("protection-class", "nope");
        services.add(second);

        assertThat(refused(backup.toString()))
                .hasSize(2)
                .anyMatch(line -> line.contains("/key-life/rekey-interval: "))
                .anyMatch(line -> line.contains("abcd']/protection-class: there is no protection class nope"));
    }

    @Test
    void a_check_tells_what_the_rules_refuse_beside_what_is_wrong_with_the_file() throws Exception {
        JsonObject backup = json(exported);
        backup.addProperty("more", true);
        backup.getAsJsonObject("data")
                .getAsJsonObject("mfs-service:services")
                .getAsJsonArray("service")
                .get(0)
                .getAsJsonObject()
                .addProperty("protection-class", "lead");

        assertThat(refused(backup.toString()))
                .anyMatch(line -> line.startsWith("more: "))
                .anyMatch(line -> line.contains("/protection-class: "));
    }

    @Test
    void an_import_says_which_passwords_lack() throws Exception {
        JsonObject backup = json(exported);
        backup.add("sealed", new JsonObject());

        assertThat(imported(backup.toString()))
                .containsExactly(
                        "no password for device alice, device bob, manager qkdn: a user is named; set them, or nobody is let"
                                + " in",
                        "imported " + file + " into " + folder.resolve("data"));
    }

    @Test
    void an_export_takes_the_place_of_an_older_one_and_says_so() throws Exception {
        String[] export = {"--data", shared.resolve("data").toString(), "--export", file.toString()};
        Object[] whole = {export[0], export[1], export[2], export[3], "--passphrase-file", passphrase};

        assertThat(done(whole)).containsExactly("exported " + export[1] + " to " + file);
        assertThat(done(whole))
                .containsExactly("exported " + export[1] + " to " + file + ", in place of the backup that was there");
    }

    @Test
    void an_export_never_takes_the_place_of_what_is_no_backup() throws Exception {
        JsonElement text = new JsonPrimitive("a year's work");
        Files.writeString(file, text.toString());

        assertThatThrownBy(
                        () -> done("--data", shared.resolve("data"), "--export", file, "--passphrase-file", passphrase))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is there, and is no backup");
        assertThat(Files.readString(file)).isEqualTo(text.toString());
    }

    @Test
    void a_secret_in_clear_is_refused_with_its_place_and_where_it_belongs() throws Exception {
        JsonObject backup = json(exported);
        entry(backup, "devices", "device", "alice").addProperty("password", "planted-secret");
        entry(backup, "managers", "manager", "apn").addProperty("mfs-network:bearer-token", "planted-token");
        entry(backup, "devices", "device", "bob").addProperty("port", 0);

        List<String> said = refused(backup.toString());

        String where =
                ": a secret stands under sealed, never in clear among the data: an --export of a controller that has"
                        + " it makes such a file; or take it out, and set it over RESTCONF after the import";
        assertThat(said)
                .hasSize(3)
                .contains(ALICE + where, "/mfs-network:managers/manager=apn/bearer-token" + where)
                .anyMatch(line -> line.startsWith("/mfs-network:devices/device[id='bob']/port: "))
                .noneMatch(line -> line.contains("planted"));
    }

    @Test
    void what_the_rules_refuse_is_told_beside_values_that_the_models_refuse() throws Exception {
        JsonObject backup = json(exported);
        entry(backup, "devices", "device", "alice").addProperty("port", 0);
        JsonArray addresses = new JsonArray();
        addresses.add("https://");
        entry(backup, "managers", "manager", "apn").add("address", addresses);
        entry(backup, "managers", "manager", "qkdn").addProperty("kind", "no-such-kind");

        assertThat(refused(backup.toString()))
                .anyMatch(line -> line.startsWith("/mfs-network:devices/device[id='alice']/port: "))
                .anyMatch(line -> line.startsWith("/mfs-network:managers/manager[id='qkdn']/kind: "))
                .anyMatch(line -> line.startsWith("/mfs-network:managers/manager[id='apn']/address: 'https://'"))
                .noneMatch(line -> line.contains("missing"));
    }

    @Test
    void rules_of_services_are_told_beside_a_wrong_value_of_a_device_and_a_wrong_address() throws Exception {
        JsonObject backup = json(exported);
        entry(backup, "devices", "device", "alice").addProperty("port", 0);
        backup.getAsJsonObject("data")
                .getAsJsonObject("mfs-service:services")
                .getAsJsonArray("service")
                .get(0)
                .getAsJsonObject()
                .addProperty("protection-class", "lead");

        assertThat(refused(backup.toString()))
                .hasSize(2)
                .anyMatch(line -> line.contains("/port: "))
                .anyMatch(line -> line.contains("/protection-class: "));
    }
}
