package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.encdecs.macsec.Sci;
import org.openmfs.agent.netconf.device.AgentSettings.EncDecPlace;

final class KernelMeansTest {
    private static final String NO_RIGHT = "ip: this user may not set up interfaces, which Enc/Decs of kind macsec need"
            + " (root, or CAP_NET_ADMIN as ambient capability)";
    private static final EncDecPlace PLACE = new EncDecPlace.Kernel(
            "macsec0",
            "wire-a",
            new MacsecEnds(Sci.parse("024d4653000a0001"), Sci.parse("024d4653000b0001")),
            Optional.empty(),
            ReplayProtection.DEFAULT);

    @TempDir
    Path folder;

    @BeforeEach
    void putProgram() throws Exception {
        for (String name : List.of("ip", "bash", "setsid", "flock", "mkfifo")) {
            Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        interfaces("wire-a");
    }

    private void interfaces(String... names) throws Exception {
        StringBuilder table = new StringBuilder("Inter-|   Receive\n face |bytes\n    lo: 7 0\n");
        for (String name : names) {
            table.append(name).append(": 0 0 0\n");
        }
        Files.createDirectories(folder.resolve("net"));
        Files.writeString(folder.resolve("net/dev"), table);
    }

    private List<String> faults(String status, EncDecPlace... places) throws Exception {
        Files.writeString(folder.resolve("status"), status);
        return new KernelMeans(List.of(folder), folder, folder.resolve("class")).faults(List.of(places));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0000000000000000, 000001ffffffffff, true",
        "0, 000001ffffffffff, 00000000a80425fb, false",
        "1000, 0000000000001000, 000001ffffffffff, true",
        "1000, 0000000000000000, 000001ffffffffff, false",
    })
    void root_needs_the_right_in_its_bounds_and_others_as_ambient_capability(
            String user, String ambient, String bounds, boolean may) throws Exception {
        String status = "Name:\tjava\nUid:\t%s\t%1$s\t%1$s\t%1$s\nCapInh:\t0\nCapBnd:\t%s\nCapAmb:\t%s\n"
                .formatted(user, bounds, ambient);

        assertThat(faults(status, PLACE)).isEqualTo(may ? List.of() : List.of(NO_RIGHT));
    }

    @Test
    void an_interface_without_an_address_is_there_and_one_of_a_longer_name_is_another() throws Exception {
        String root = "Uid:\t0\t0\t0\t0\nCapBnd:\t000001ffffffffff\n";
        assertThat(faults(root, PLACE)).isEmpty();

        interfaces("wire-a2", "a-wire-a");
        assertThat(faults(root, PLACE))
                .containsExactly("enc-decs[0].parent: expected an interface of this machine, and there is no wire-a");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "772, false", "65534, false"})
    void the_parent_must_be_Ethernet(String type, boolean fits) throws Exception {
        Files.createDirectories(folder.resolve("class/wire-a"));
        Files.writeString(folder.resolve("class/wire-a/type"), type + "\n");

        assertThat(new KernelMeans(List.of(), folder, folder.resolve("class")).parentFaults(List.of(PLACE)))
                .isEqualTo(
                        fits
                                ? List.of()
                                : List.of("enc-decs[0].parent: expected an Ethernet interface, and wire-a is none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip", "bash", "setsid", "flock", "mkfifo"})
    void a_program_that_the_kernels_enc_dec_or_its_guardian_runs_is_missed_by_name(String program) throws Exception {
        Files.delete(folder.resolve(program));

        assertThat(faults("Uid:\t0\t0\t0\t0\nCapBnd:\t000001ffffffffff\n", PLACE))
                .singleElement()
                .matches(line ->
                        line.startsWith(program + ": not found in PATH, but Enc/Decs of kind macsec need it ("));
    }

    @Test
    void without_an_enc_dec_in_the_kernel_nothing_is_asked() throws Exception {
        assertThat(faults("Uid:\t1000\t1000\t1000\t1000\nCapAmb:\t0\n")).isEmpty();
    }
}
