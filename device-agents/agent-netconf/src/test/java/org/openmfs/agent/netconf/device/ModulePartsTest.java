package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.module.AgentModule;

/** What jars of other makers add, and what keeps an agent from starting with them. */
final class ModulePartsTest {
    private static final KeyMeans OWN = KeyMeans.of(Map.of(), new HmacSha384Extract());

    @TempDir
    Path folder;

    private SampleFile file;
    private SampleModule module;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder).remove("kme").set("enc-decs", new JsonArray());
        module = new SampleModule(folder);
    }

    @Test
    void a_combiner_of_a_module_stands_beside_ours() throws Exception {
        try (ModuleParts parts = parts(module.jar("m.jar"))) {
            assertThat(parts.addTo(OWN).schedules())
                    .containsOnlyKeys(CombinerId.HMAC_SHA384_EXTRACT, new CombinerId("sponge"));
        }
    }

    @Test
    void one_of_a_name_that_is_there_is_refused() throws Exception {
        try (ModuleParts parts = parts(module.combiner("hmac-sha384-extract").jar("m.jar"))) {
            assertThatThrownBy(() -> parts.addTo(OWN))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith(
                            "m.jar: expected a combiner that is not there yet, but m brings hmac-sha384-extract again");
        }
    }

    @Test
    void two_jars_may_hold_classes_of_one_name() throws Exception {
        try (ModuleParts parts = parts(
                module.jar("m.jar"),
                new SampleModule(folder)
                        .combiner("towel")
                        .method("run")
                        .kind("two-slots")
                        .jar("n.jar"))) {
            assertThat(parts.addTo(OWN).schedules()).hasSize(3);
        }
    }

    @Test
    void a_jar_that_others_may_change_is_refused() throws Exception {
        Path jar = module.jar("m.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessage(jar + ": expected a jar that nobody but root and this agent's user may change, since it is"
                        + " part of the agent, but others may write to " + jar.toRealPath());
    }

    @Test
    void what_is_no_jar_or_holds_no_module_is_refused() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.jar"), "this is no jar");
        Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> parts(odd))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("odd.jar: expected a jar with META-INF/services/" + AgentModule.class.getName());
    }

    @Test
    void a_module_whose_class_is_missing_is_refused_in_one_line() throws Exception {
        assertThatThrownBy(() -> parts(module.service("m.Missing").jar("m.jar")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("m.jar: its module cannot be loaded: ")
                .message()
                .satisfies(text -> assertThat(text.lines()).hasSize(1));
    }

    @Test
    void a_module_of_another_version_is_refused_in_one_line_with_its_jar() throws Exception {
        assertThatThrownBy(() -> parts(module.combiner("of-another-version").jar("m.jar")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("m.jar: its module cannot be used: java.lang.NoSuchMethodError: gone");
    }

    @Test
    void a_jar_that_brings_in_others_by_its_manifest_is_refused() throws Exception {
        Path jar = module.manifest("Manifest-Version: 1.0\nClass-Path: other.jar\n")
                .jar("m.jar");

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        jar + ": expected a jar that holds all it needs, but its manifest names others (Class-Path)");
    }

    @Test
    void modules_are_closed_with_the_agent() throws Exception {
        parts(module.jar("m.jar")).close();

        assertThat(SampleModule.note(folder, "closed")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"macsec", "macsec-simulated"})
    void a_kind_of_Enc_Dec_named_like_one_of_ours_is_refused(String word) throws Exception {
        Path jar = module.kind(word).jar("m.jar");

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        jar + ": expected a kind of Enc/Dec that is not there yet, but m brings " + word + " again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-kem-1024", "qkd-014", "psk-hmac"})
    void a_method_named_like_one_of_ours_is_refused_whether_ours_is_set_up_or_not(String id) throws Exception {
        Path jar = module.method(id).jar("m.jar");

        try (ModuleParts parts = parts(jar)) {
            assertThatThrownBy(() -> parts.addTo(OWN))
                    .isInstanceOf(IOException.class)
                    .hasMessage(jar + ": expected a method that is not there yet, but m brings " + id + " again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"One Slot", "", "-"})
    void a_kind_of_Enc_Dec_that_nobody_could_write_in_a_file_is_refused(String word) throws Exception {
        Path jar = module.kind(word).jar("m.jar");

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(jar + ": expected a kind of Enc/Dec of 1..64 of a-z 0-9 . + -, not '" + word);
    }

    @Test
    void a_folder_in_which_others_may_put_another_jar_is_refused() throws Exception {
        Path open = Files.createDirectories(folder.resolve("open"));
        Path jar = Files.move(module.jar("m.jar"), open.resolve("m.jar"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), jar);

        for (Path named : List.of(jar, link)) {
            assertThatThrownBy(() -> parts(named))
                    .isInstanceOf(IOException.class)
                    .hasMessage(named + ": expected a jar that nobody but root and this agent's user may change, since"
                            + " it is part of the agent, but others may write to " + open.toRealPath());
        }
    }

    @Test
    void a_link_that_others_may_turn_to_another_jar_is_refused() throws Exception {
        Path open = Files.createDirectories(folder.resolve("open"));
        Path link = Files.createSymbolicLink(open.resolve("link.jar"), module.jar("m.jar"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> parts(link))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("but others may write to " + open.toRealPath());
    }

    @Test
    void a_jar_of_another_user_is_refused() throws Exception {
        Path jar = module.jar("m.jar");
        assumeTrue(Files.getAttribute(jar, "unix:uid").equals(0), "only root can give a file away");
        Files.setAttribute(jar, "unix:uid", 4711);

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessage(jar + ": expected a jar that nobody but root and this agent's user may change, since it is"
                        + " part of the agent, but " + jar.toRealPath() + " belongs to user 4711");
    }

    @Test
    void a_check_of_the_file_tells_of_modules_what_a_start_would() throws Exception {
        Path none = Files.writeString(folder.resolve("none.jar"), "this is no jar");
        Files.setPosixFilePermissions(none, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(checked(none)).singleElement().asString().startsWith(none + ": expected a jar with ");
        assertThat(checked(module.method("qkd-014").jar("m.jar")))
                .containsExactly(folder.resolve("m.jar")
                        + ": expected a method that is not there yet, but m brings qkd-014 again");
        assertThat(checked(module.method("walk").combiner("hmac-sha384-extract").jar("n.jar")))
                .singleElement()
                .asString()
                .endsWith("m brings hmac-sha384-extract again");
        assertThat(checked(module.combiner("sponge").jar("o.jar"))).isEmpty();
        assertThat(SampleModule.note(folder, "closed")).exists();
    }

    @Test
    void a_check_of_the_file_tells_of_a_kind_that_no_module_brings() throws Exception {
        JsonArray encDecs = new JsonArray();
        JsonObject odd = new JsonObject();
        odd.addProperty("name", "odd0");
        odd.addProperty("kind", "no-slot");
        encDecs.add(odd);
        file.set("enc-decs", encDecs);

        assertThat(checked(module.jar("m.jar")))
                .containsExactly(
                        "enc-decs: odd0: expected 'macsec', 'macsec-simulated' or a kind of a module, which are"
                                + " [one-slot], not 'no-slot'");
    }

    @Test
    void a_module_that_breaks_in_any_question_or_when_it_is_closed_is_told_in_one_line_with_its_jar() throws Exception {
        assertThat(checked(module.method("breaks-when-asked").jar("m.jar")))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("m.jar") + ": ");
        assertThat(checked(module.method("breaks-when-closed").jar("n.jar")))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("n.jar") + ": ");
    }

    private List<String> checked(Path jar) throws IOException {
        String authorities = folder.resolve("authority.pem").toString();
        return StartChecks.ofMachine(settings(jar)).stream()
                .filter(line -> !line.startsWith(authorities))
                .toList();
    }

    @Test
    void code_of_a_module_finds_its_own_class_loader_with_its_thread() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ModuleParts parts = parts(module.jar("m.jar"))) {
            KeyExchangeMethod method = parts.addTo(OWN).methods().get(new MethodId("walk"));
            ExchangeContext context =
                    new ExchangeContext(KeyId.random(new SecureRandom()), new CfId("cf-a"), new CfId("cf-b"));
            MethodMessage message = new MethodMessage(new byte[1]);

            assertThatThrownBy(() -> method.respond(context, message))
                    .isInstanceOf(MethodFailure.class)
                    .hasMessage("answered under the loader that is its own");
            try (InitiatorExchange exchange = method.initiate(context)) {
                assertThatThrownBy(exchange::offer)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("offered under the loader that is its own");
                assertThatThrownBy(() -> exchange.complete(message).close())
                        .hasMessage("completed under the loader that is its own");
            }
            assertThatThrownBy(() -> parts.encDec(new AgentSettings.EncDecPlace.OfModule("odd0", "one-slot", Map.of())))
                    .hasMessage("opened under the loader that is its own");
        }
        assertThat(SampleModule.note(folder, "made")).hasContent("made under the loader that is its own");
        assertThat(SampleModule.note(folder, "closed")).hasContent("closed under the loader that is its own");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private ModuleParts parts(Path... jars) throws IOException {
        return new ModuleParts(settings(jars), new SecureRandom());
    }

    private AgentSettings settings(Path... jars) throws IOException {
        JsonArray modules = new JsonArray();
        for (Path jar : jars) {
            JsonObject module = new JsonObject();
            module.addProperty("jar", jar.toString());
            modules.add(module);
        }
        return file.set("modules", modules).read();
    }
}
