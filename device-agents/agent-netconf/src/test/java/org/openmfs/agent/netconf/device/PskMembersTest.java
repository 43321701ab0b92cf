package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.methods.psk.TokenPlace;

/** Pre-shared keys lie in a file or on a token, and the agent's file says which. */
final class PskMembersTest {
    private static final String TOKEN = """
            {"pkcs11": {"module": "libtoken.so", "token": "mfs keys", "pin-file": "pin"}}
            """;

    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder);
        Files.writeString(folder.resolve("libtoken.so"), "");
        Path pin = Files.writeString(folder.resolve("pin"), "1234");
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
        file.set("psk", JsonParser.parseString(TOKEN));
    }

    @Test
    void a_token_is_read_with_its_files_beside_the_agents() throws Exception {
        TokenPlace place = new TokenPlace(folder.resolve("libtoken.so"), "mfs keys", folder.resolve("pin"));

        assertThat(file.read().psk()).isEqualTo(Optional.of(new AgentSettings.PskPlace.OnToken(place)));
    }

    @Test
    void each_member_of_a_token_is_missed_by_name() throws Exception {
        for (String member : new String[] {"module", "token", "pin-file"}) {
            file.set("psk", JsonParser.parseString(TOKEN)).remove("psk.pkcs11." + member);

            assertThat(file.faults())
                    .singleElement()
                    .asString()
                    .startsWith("psk.pkcs11." + member + ": expected ")
                    .endsWith("it is missing");
        }
    }

    @Test
    void what_is_wrong_with_a_token_is_told_by_member() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("pin"), PosixFilePermissions.fromString("rw-r--r--"));
        file.set("psk.pkcs11.module", "none.so").set("psk.pkcs11.token", "x".repeat(33));

        assertThat(file.faults())
                .containsExactly(
                        "psk.pkcs11.module: expected a file, but there is no " + folder.resolve("none.so"),
                        "psk.pkcs11.token: expected a token's label, 1..32 printable ASCII letters, not '"
                                + "x".repeat(33) + "'",
                        "psk.pkcs11.pin-file: expected a file of mode rw-------, not rw-r--r-- as "
                                + folder.resolve("pin"));
    }

    @Test
    void a_module_whose_path_Java_would_read_otherwise_is_refused() throws Exception {
        for (String odd : new String[] {"a#b.so", "${HOME}.so"}) {
            Files.writeString(folder.resolve(odd), "");

            assertThat(file.set("psk.pkcs11.module", odd).faults())
                    .containsExactly(
                            "psk.pkcs11.module: expected a path without '#' and '$', not " + folder.resolve(odd));
        }
    }

    @Test
    void a_file_beside_a_token_is_refused() throws Exception {
        file.set("psk.file", "psk");

        assertThat(file.faults())
                .containsExactly("psk.file: expected none beside pkcs11, which says where the keys are");
    }

    @Test
    void a_pin_in_the_agents_file_is_refused_without_being_quoted() throws Exception {
        file.set("psk.pkcs11.pin", new JsonPrimitive("20261129"));

        assertThat(file.faults()).singleElement().asString().startsWith("psk.pkcs11.pin: is unknown");
        assertThat(file.faults()).noneMatch(line -> line.contains("20261129"));
    }

    @Test
    void a_place_is_needed() throws Exception {
        file.set("psk", new JsonObject());

        assertThat(file.faults()).containsExactly("psk.file: expected a path, but it is missing");
    }

    @Test
    void the_member_of_earlier_versions_is_refused_by_what_stands_in_its_place() throws Exception {
        file.set("psk-file", "psk");

        assertThat(file.faults()).containsExactly("psk-file: expected \"psk\": {\"file\": PATH} instead");
    }
}
