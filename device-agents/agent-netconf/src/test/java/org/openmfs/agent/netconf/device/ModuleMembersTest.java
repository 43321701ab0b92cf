package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.module.ModuleJars;

/** Jars of other makers in the agent's file, and the Enc/Decs that they bring. */
final class ModuleMembersTest {
    private static final String MODULES = """
            [{"jar": "walks.jar", "settings": {"server": "https://walks.example", "depth": "3"}}]""";
    private static final String ODD = """
            [{"name": "odd0", "kind": "one-slot", "settings": {"port": "7"}}]""";

    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("walks.jar"), "");
        file = new SampleFile(folder).set("modules", json(MODULES)).set("enc-decs", json(ODD));
    }

    private static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    @Test
    void a_module_and_an_Enc_Dec_of_its_kind_are_read_with_their_settings() throws Exception {
        AgentSettings settings = file.read();

        assertThat(settings.modules())
                .containsExactly(new ModuleJars.Named(
                        folder.resolve("walks.jar"), Map.of("server", "https://walks.example", "depth", "3")));
        assertThat(settings.encDecs())
                .containsExactly(new AgentSettings.EncDecPlace.OfModule("odd0", "one-slot", Map.of("port", "7")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            modules[0].jar             | "none.jar" | modules[0].jar: expected a file, but there is no
            modules[0].settings        | "x"        | modules[0].settings: expected an object, not
            modules[0].settings.server | 7          | modules[0].settings.server: expected a text of 1..1024 letters, not 7
            modules[0].settings.server | ""         | modules[0].settings.server: expected a text of 1..1024 letters, not
            modules[0].settings.server | {}         | modules[0].settings.server: expected a text of 1..1024 letters, not
            enc-decs[0].kind           | "One Slot" | enc-decs[0].kind: expected 'macsec', 'macsec-simulated' or the kind of a module, not 'One Slot'
            enc-decs[0].parent         | "eth0"     | enc-decs[0].parent: is unknown
            """)
    void what_is_wrong_is_named(String member, String value, String line) throws Exception {
        file.set(member, json(value));

        assertThat(file.faults()).anySatisfy(fault -> assertThat(fault).startsWith(line));
    }

    @Test
    void a_setting_may_not_be_longer_than_a_line_of_a_book() throws Exception {
        file.set("modules[0].settings.server", "x".repeat(1025));

        assertThat(file.faults())
                .containsExactly("modules[0].settings.server: expected a text of 1..1024 letters, not one of 1025");
    }

    @Test
    void without_modules_there_are_no_other_kinds() throws Exception {
        file.remove("modules");

        assertThat(file.faults()).contains("enc-decs[0].kind: expected 'macsec' or 'macsec-simulated', not 'one-slot'");
    }

    @Test
    void with_an_empty_list_of_modules_too() throws Exception {
        file.set("modules", new JsonArray());

        assertThat(file.faults()).contains("enc-decs[0].kind: expected 'macsec' or 'macsec-simulated', not 'one-slot'");
    }
}
