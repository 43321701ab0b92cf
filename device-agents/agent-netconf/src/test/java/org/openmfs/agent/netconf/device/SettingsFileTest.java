package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.file.GuardedPath;

final class SettingsFileTest {
    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder);
    }

    @Test
    void a_wrong_sci_is_quoted_and_what_was_expected_is_said() throws Exception {
        assertThat(file.set("enc-decs[0].local-sci", "xyz").faults())
                .containsExactly("enc-decs[0].local-sci: expected 16 hexadecimal digits, not 'xyz'");
    }

    @Test
    void two_enc_decs_of_one_name_are_refused_with_the_name() throws Exception {
        assertThat(file.set("enc-decs[1].name", "macsec0").faults())
                .containsExactly("enc-decs[1].name: expected another name than enc-decs[0].name, not 'macsec0' again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enc-decs[0].wire.own", "enc-decs[0].edge.own", "enc-decs[1].wire.own"})
    void two_sockets_at_one_address_are_refused(String second) throws Exception {
        simulated("enc-decs[1]");
        String first = second.equals("enc-decs[0].wire.own") ? "enc-decs[0].edge.own" : "enc-decs[0].wire.own";
        String later = second.equals("enc-decs[0].wire.own") ? first : second;
        String earlier = later.equals(first) ? second : first;
        file.set(second, file.get(first).getAsString());

        assertThat(file.faults())
                .containsExactly(later + ": expected another address than " + earlier + ", not '"
                        + file.get(first).getAsString() + "' again");
    }

    @Test
    void a_socket_at_every_address_takes_the_port_from_the_others() throws Exception {
        assertThat(file.set("enc-decs[0].edge.own", "0.0.0.0:5000").faults())
                .containsExactly(
                        "enc-decs[0].edge.own: expected another address than enc-decs[0].wire.own, not '0.0.0.0:5000' again");
    }

    @Test
    void two_servers_at_one_address_are_refused() throws Exception {
        assertThat(file.set("peering.listen", "127.0.0.1:830").faults())
                .containsExactly("peering.listen: expected another address than netconf, not '127.0.0.1:830' again");
    }

    @Test
    void two_secure_channels_of_one_identifier_on_one_interface_are_refused() throws Exception {
        file.set("enc-decs[0]", file.get("enc-decs[1]").deepCopy()).set("enc-decs[0].name", "macsec0");

        assertThat(file.faults())
                .containsExactly("enc-decs[1].local-sci: expected another SCI on eth0 than enc-decs[0].local-sci,"
                        + " not '024d4653000a0002' again");
    }

    @Test
    void both_ends_of_a_link_need_different_identifiers() throws Exception {
        assertThat(file.set("enc-decs[0].peer-sci", "024D4653000A0001").faults())
                .containsExactly(
                        "enc-decs[0].peer-sci: expected another SCI than local-sci, not '024d4653000a0001' again");
    }

    private void simulated(String at) {
        file.set(at, file.get("enc-decs[0]").deepCopy())
                .set(at + ".name", "other")
                .set(at + ".wire.own", "127.0.0.1:6000")
                .set(at + ".edge.own", "127.0.0.1:6001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.0.0.1:", ":830", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:0x10", "::1:830",
                "[::1]830", "[::1", "127.1:830", "256.0.0.1:830", "1:830", "127.0.0.1:830 ", "user@127.0.0.1:830",
                "127.0.0.1:٣", "[::1%lo:830", "[127.0.0.1]:830"
            })
    void what_is_no_address_to_listen_at_is_refused(String address) throws Exception {
        assertThat(file.set("netconf", address).faults())
                .singleElement()
                .asString()
                .startsWith("netconf: expected ADDRESS:PORT with a port 0..65535 and IPv6 in brackets, not '");
    }

    @Test
    void an_address_that_this_machine_lacks_or_a_name_that_nobody_knows_is_refused() throws Exception {
        file.set("netconf", "192.0.2.77:830")
                .set("peering.listen", "name.invalid:4000")
                .set("enc-decs[0].wire.other", "other.invalid:4000");

        assertThat(file.faults())
                .containsExactly(
                        "netconf: expected an address of this machine, not '192.0.2.77'",
                        "peering.listen: expected an address or a name that resolves, not 'name.invalid'",
                        "enc-decs[0].wire.other: expected an address or a name that resolves, not 'other.invalid'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://kme.example",
                "https://user:secret@kme.example",
                "https://",
                "https:///api",
                "kme.example",
                "https://kme.example:0",
                "https://kme.example:65536",
                "https://kme.example?x=1",
                "https://kme.example#x",
                "https://kme example"
            })
    void what_is_no_address_of_a_kme_is_refused_and_never_quoted_with_its_password(String uri) throws Exception {
        assertThat(file.set("kme.uri", uri).faults())
                .singleElement()
                .asString()
                .startsWith("kme.uri: expected https://HOST[:PORT]")
                .doesNotContain("secret");
    }

    @Test
    void a_floor_out_of_range_is_refused() throws Exception {
        file.set("floor.factors", JsonParser.parseString("9"))
                .set("floor.least-diversity", JsonParser.parseString("3"));

        assertThat(file.faults())
                .containsExactly(
                        "floor.factors: expected a whole number 1..8, not 9",
                        "floor.least-diversity: expected a whole number 0..2, not 3");
    }

    @Test
    void a_ground_that_is_no_word_or_that_stands_twice_is_refused() throws Exception {
        file.set("floor.required-grounds", JsonParser.parseString("[\"pre-shared\",\"PRE_SHARED\",\"pre-shared\"]"));

        assertThat(file.faults())
                .containsExactly(
                        "floor.required-grounds[1]: expected the word of a ground, such as structured-lattice,"
                                + " plain-lattice, code-quasi-cyclic, code-goppa, quantum-channel, pre-shared,"
                                + " not 'PRE_SHARED'",
                        "floor.required-grounds[2]: expected each ground once, not 'pre-shared' again");
    }

    @Test
    void a_kind_that_nobody_knows_hides_none_of_the_other_members() throws Exception {
        file.set("enc-decs[1].kind", "ipsec").set("enc-decs[1].parent", "a b").set("enc-decs[1].wires", "x");

        assertThat(file.faults())
                .containsExactly(
                        "enc-decs[1].kind: expected 'macsec' or 'macsec-simulated', not 'ipsec'",
                        "enc-decs[1].parent: expected the name of an interface: 1..15 letters, digits, '.', '_' and"
                                + " '-', not 'a b'",
                        "enc-decs[1].wires: is unknown; did you mean 'wire'?");
    }

    @Test
    void words_of_earlier_versions_are_answered_by_those_of_today() throws Exception {
        file.set("floor.families", "2").set("floor.required-families", "pre-shared");

        assertThat(file.faults())
                .containsExactly(
                        "floor.families: expected \"least-diversity\": 0..2 instead",
                        "floor.required-families: expected \"required-grounds\": [GROUND, ...] instead");
    }

    @Test
    void a_file_of_a_later_format_is_refused_and_one_of_today_or_without_a_number_is_read() throws Exception {
        assertThat(file.faults()).isEmpty();
        assertThat(file.set("format", new JsonPrimitive(2)).faults()).isEmpty();
        assertThat(file.set("format", new JsonPrimitive(3)).faults())
                .containsExactly(
                        "format: expected a whole number 1..2, not 3: the file is of a later version than this agent");
    }

    @Test
    void a_member_that_stands_twice_is_refused() throws Exception {
        String text = file.json().toString().replace("\"cf\":", "\"cf\":\"cf-z\",\"cf\":");
        assertThat(file.faults(text)).containsExactly("cf: expected once, but it stands there again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "5", "null", "\"x\"", "{} {}", "{\"cf\": 'x'}", "# x", "{\"cf\": NaN}", "{\"cf\": }"})
    void what_is_not_a_json_object_gets_one_line_that_says_where(String text) throws Exception {
        assertThat(file.faults(text))
                .singleElement()
                .asString()
                .contains("expected ")
                .doesNotContain("Exception", "http", "strictness", "path $");
    }

    @Test
    void half_a_character_is_no_json() throws Exception {
        assertThat(file.faults("{\"cf\": \"a\\ud800\"}"))
                .containsExactly("line 1, column 17: expected JSON (RFC 8259) at cf");
    }

    @Test
    void json_that_breaks_off_is_said_to_end_too_early() throws Exception {
        String whole = file.json().toString();
        for (int end = 1; end < whole.length(); end++) {
            assertThat(file.faults(whole.substring(0, end)))
                    .as("cut at " + end)
                    .singleElement()
                    .asString()
                    .startsWith("line 1")
                    .contains("expected ");
        }
    }

    @Test
    void deep_and_huge_json_is_refused_without_being_followed() throws Exception {
        assertThat(file.faults("[".repeat(100_000))).singleElement().asString().contains("expected at most");
        assertThat(file.faults("{\"cf\":".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("expected at most")
                .hasSizeLessThan(400);
        assertThat(file.faults("{\"cf\": \"" + "x".repeat(2 << 20) + "\"}"))
                .containsExactly("expected at most 1048576 octets");
    }

    @Test
    void what_is_not_utf_8_is_refused() throws Exception {
        Path path = folder.resolve("alice.json");
        Files.write(path, "{\"cf\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SettingsFile.read(path))
                .isInstanceOf(IOException.class)
                .hasMessage(path + ": expected text in UTF-8");
    }

    @Test
    void a_file_that_is_not_there_or_is_a_folder_is_named() {
        Path absent = folder.resolve("absent.json");
        assertThatThrownBy(() -> SettingsFile.read(absent)).hasMessage(absent + ": expected a file, but there is none");
        assertThatThrownBy(() -> SettingsFile.read(folder))
                .hasMessage(folder + ": expected a file, but it is a folder");
    }

    @Test
    void what_cannot_be_looked_at_is_not_said_to_be_missing() throws Exception {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        String why = ": " + "Too many levels of symbolic links";
        file.set("peering.certificates", "loop").set("seals", "loop");

        assertThat(file.faults().stream()
                        .map(line -> line.replace(" or unable to access attributes of symbolic link", "")))
                .containsExactly(
                        "seals: expected a folder, but of " + loop + why,
                        "peering.certificates: expected a file, but of " + loop + why);
        assertThatThrownBy(() -> SettingsFile.read(loop)).hasMessageContaining("Too many levels of symbolic links");
    }

    @Test
    void a_folder_that_this_user_may_not_look_into_is_named() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.writeString(closed.resolve("cf-a.pem"), "");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        file.set("peering.certificates", "closed/cf-a.pem");

        String fault = "peering.certificates: expected a file, but of " + closed.resolve("cf-a.pem")
                + ": this user may not look into " + closed;
        // Root may look everywhere.
        if (GuardedPath.ownUser() == 0) {
            assertThat(file.faults()).doesNotContain(fault);
        } else {
            assertThat(file.faults()).containsExactly(fault);
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void the_files_that_it_names_must_be_there_and_secrets_closed_to_others() throws Exception {
        Files.delete(folder.resolve("cf-a.pem"));
        Files.setPosixFilePermissions(folder.resolve("cf-a.key.pem"), PosixFilePermissions.fromString("rw-r-----"));
        file.set("peering.authorities", ".");

        assertThat(file.faults())
                .containsExactly(
                        "peering.certificates: expected a file, but there is no " + folder.resolve("cf-a.pem"),
                        "peering.key: expected a file of mode rw-------, not rw-r----- as "
                                + folder.resolve("cf-a.key.pem"),
                        "peering.authorities: expected a file, but " + folder + " is none");
    }

    @Test
    void every_wrong_line_of_the_file_of_pre_shared_keys_is_named_and_never_quoted() throws Exception {
        Path psk = folder.resolve("psk");
        Files.writeString(
                psk,
                "# id peer key\none cf-b hex:" + "5a".repeat(32) + "\ntwo cf-b secret\nthree cf-b hex:5a5a\nfour\n"
                        + "one cf-b hex:" + "5b".repeat(32) + "\n-x cf-b hex:" + "5a".repeat(32) + "\n");

        assertThat(file.faults())
                .containsExactly(
                        psk + ": line 3: a key begins with hex: or base64:",
                        psk + ": line 4: a key has 256 to 4096 bits, not 16",
                        psk + ": line 5: PSK-ID PEER-CF hex:DIGITS or base64:TEXT expected",
                        psk + ": line 6: PSK id one comes a second time",
                        psk + ": line 7: a PSK id is 1..64 letters, digits, '.', '_' or '-'");
    }

    @Test
    void a_folder_of_seals_that_is_misspelt_is_named_and_not_made() throws Exception {
        Path misspelt = folder.resolve("saels");

        assertThat(file.set("seals", "saels").faults())
                .containsExactly("seals: expected a folder, but there is no " + misspelt);
        assertThat(misspelt).doesNotExist();
        assertThat(file.set("seals", "psk").faults())
                .containsExactly("seals: expected a folder, but " + folder.resolve("psk") + " is none");
    }

    @Test
    void a_name_to_advertise_that_peers_cannot_call_is_refused() throws Exception {
        assertThat(file.set("peering.advertise", "stack_cf_1:4000").faults())
                .containsExactly(
                        "peering.advertise: expected a name of letters, digits, '-' and '.', its last part with a letter"
                                + " first, since peers can call no other, not 'stack_cf_1'");
    }

    /** As gRPC does, which makes a URI of it. */
    private static boolean canBeCalled(String host) {
        try {
            return new URI(null, null, host, 4000, null, null, null).getHost() != null;
        } catch (URISyntaxException unfit) {
            return false;
        }
    }

    @Test
    void what_is_taken_as_a_name_to_advertise_can_be_called_by_peers() throws Exception {
        for (String host : List.of("cf-1", "5core", "cf-1.lab", "10.0.0.1", "cf-1.5core", "cf.lab.1st")) {
            boolean taken =
                    file.set("peering.advertise", host + ":4000").faults().isEmpty();
            assertThat(taken).as(host).isEqualTo(canBeCalled(host));
        }
    }

    @Test
    void paths_are_relative_to_the_files_folder_and_the_data_folder_has_a_default_there() throws Exception {
        AgentSettings named = file.read();
        assertThat(named.data()).isEqualTo(folder.resolve("data"));
        assertThat(file.remove("data").read().data()).isEqualTo(folder.resolve("cf-a-data"));

        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(file.write().toAbsolutePath());
        assertThat(SettingsFile.read(relative).data()).isEqualTo(folder.resolve("cf-a-data"));
    }

    @Test
    void an_address_to_listen_at_that_nobody_can_call_needs_one_to_advertise() throws Exception {
        for (String wildcard : List.of("0.0.0.0:4000", "[::]:4000")) {
            assertThat(file.set("peering.listen", wildcard)
                            .remove("peering.advertise")
                            .faults())
                    .containsExactly("peering.advertise: expected HOST:PORT at which other CFs reach this one, since"
                            + " nobody can call " + wildcard + ", but it is missing");
            assertThat(file.set("peering.advertise", wildcard).faults())
                    .containsExactly("peering.advertise: expected HOST:PORT that others can call, with a port 1..65535"
                            + " and IPv6 in brackets, not '" + wildcard + "'");
        }
    }
}
