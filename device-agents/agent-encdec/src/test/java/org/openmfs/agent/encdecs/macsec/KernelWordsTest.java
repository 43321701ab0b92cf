package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

/** What ip(8) is told, and what is read from what it says. */
final class KernelWordsTest {
    private static final Slot SLOT = new Slot(1);
    private static final String SHOWN = """
            [{"ifname":"macsec0","replay":true,"InPktsBadTag":1,"InPktsUnknownSCI":20,"InPktsNoSCI":300,\
            "InPktsOverrun":4000%s}]
            """;
    private static final String CHANNEL = """
            ,"rx_sc":[{"sci":"0x24d4653000b0001","InPktsInvalid":10000,"InPktsLate":200000,"InPktsNotValid":3000000,\
            "InPktsNotUsingSA":40000000,"InPktsUnusedSA":500000000}]""";

    @TempDir
    private Path folder;

    @Test
    void the_kernel_gets_the_key_as_its_hexadecimal_digits() {
        String digits = "00017f80ff1032547698badcfe0f1e2d3c4b5a69788796a5b4c3d2e1f0ffeedd";
        try (KeyMaterial key = KeyMaterial.taking(HexFormat.of().parseHex(digits))) {
            IpScript script = new IpScript()
                    .add("link set macsec0 up")
                    .add("add it", "macsec add macsec0 key 01", key)
                    .add("macsec show");

            assertThat(new String(script.text(), StandardCharsets.US_ASCII).strip())
                    .isEqualTo("link set macsec0 up\nmacsec add macsec0 key 01 " + digits + "\nmacsec show");
        }
    }

    @Test
    void what_ip_reads_after_a_key_is_as_long_again_and_empty() throws Exception {
        try (KeyMaterial key = KeyMaterial.taking(new byte[32])) {
            IpScript script = new IpScript().add("add it", "macsec add macsec0 key 01", key);
            ByteArrayOutputStream read = new ByteArrayOutputStream();

            script.writeTo(read);

            assertThat(read.toString(StandardCharsets.US_ASCII))
                    .isEqualTo(new String(script.text(), StandardCharsets.US_ASCII) + "\n".repeat(IpScript.OCTETS));
        }
    }

    @Test
    void a_key_that_ip_did_not_take_is_wiped_too() {
        try (KeyMaterial key = KeyMaterial.taking(new byte[32])) {
            IpScript script = new IpScript().add("add it", "macsec add macsec0 key 01", key);
            BrokenPipe broken = new BrokenPipe();

            assertThatThrownBy(() -> script.writeTo(broken)).isInstanceOf(IOException.class);

            assertThat(broken.given).hasSize(IpScript.OCTETS).containsOnly('\n');
        }
    }

    /** As of an ip(8) that is gone. */
    private static final class BrokenPipe extends OutputStream {
        private byte[] given = {};

        @Override
        public void write(int octet) throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public void write(byte[] octets) throws IOException {
            given = octets;
            throw new IOException("broken pipe");
        }
    }

    @Test
    @Timeout(20)
    void an_ip_that_does_not_end_in_time_is_ended_and_told() throws Exception {
        String mark = folder.toString();
        IpCommand hangs = new IpCommand(List.of("sh", "-c", "while :; do sleep 1; done", mark), Duration.ofSeconds(1));

        assertThat(catchFailure(hangs, new IpScript().add("macsec show")))
                .isEqualTo("ip did not end in 1 s: macsec show");

        ProcessHandle.current()
                .children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains(mark))
                .forEach(left -> left.onExit().join());
    }

    @Test
    void an_ip_is_given_the_script_to_read_and_what_it_prints_is_the_answer() throws Exception {
        String printed = new IpCommand(List.of("cat"))
                .run(new IpScript().add("macsec show").add("link show"));

        assertThat(printed).hasSize(2 * IpScript.OCTETS).startsWith("macsec show\nlink show\n\n");
    }

    @Test
    void who_is_interrupted_while_an_ip_runs_stays_interrupted() {
        IpCommand slow = new IpCommand(List.of("sleep", "1"));
        Thread.currentThread().interrupt();

        assertThat(catchFailure(slow, new IpScript().add("macsec show"))).isEqualTo("interrupted: macsec show");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refused_frames_are_counted_whatever_the_reason() throws Exception {
        Sci peer = SimulatedLink.NEAR_ENDS.peer();

        assertThat(KernelView.parse(SHOWN.formatted(CHANNEL), peer).framesRefused())
                .isEqualTo(543_214_321);
        assertThat(KernelView.parse(SHOWN.formatted(""), peer).framesRefused()).isEqualTo(4_321);
    }

    @Test
    void a_replay_window_that_is_not_told_is_not_known() throws Exception {
        Sci peer = SimulatedLink.NEAR_ENDS.peer();

        assertThat(KernelView.parse(SHOWN.formatted(""), peer).replay()).isEmpty();
        assertThat(KernelView.parse(SHOWN.formatted(",\"window\":64"), peer).replay())
                .contains(new ReplayProtection(64));
        assertThat(KernelView.parse("[{\"replay\":false,\"window\":64}]", peer).replay())
                .isEmpty();
    }

    @Test
    void the_words_of_ip_for_this_namespace_name_none() {
        assertThat(IpCommand.here().persistent()).containsExactly("ip", "-force", "-batch", "-");
    }

    @Test
    void a_failure_names_the_line_that_failed_and_the_first_where_none_is_told() throws Exception {
        assertThat(refusal("echo 'Command failed -:2' >&2")).startsWith("ip refused: second: ");
        assertThat(refusal("echo 'Command failed -:3' >&2")).startsWith("ip refused: line 3: ");
        assertThat(refusal("true")).isEqualTo("ip refused: first: no such form or interface");
    }

    private String refusal(String says) throws Exception {
        Path ip = Files.writeString(folder.resolve("ip"), "#!/bin/sh\ncat > /dev/null\n" + says + "\nexit 1\n");
        assertThat(ip.toFile().setExecutable(true)).isTrue();
        IpScript script = new IpScript().add("first").add("second");
        return catchFailure(new IpCommand(List.of(ip.toString())), script);
    }

    private static String catchFailure(IpCommand ip, IpScript script) {
        try {
            return ip.run(script);
        } catch (EncDecFailure failure) {
            return failure.getMessage();
        }
    }

    @Test
    void a_link_has_names_and_an_address_that_ip_takes_as_such() {
        assertThatIllegalArgumentException().isThrownBy(() -> link("macsec0", Optional.of("192.0.2.1")));
        assertThatIllegalArgumentException().isThrownBy(() -> link("macsec0", Optional.of("192.0.2.1/30 up")));
        assertThatIllegalArgumentException().isThrownBy(() -> link("macsec 0", Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinuxLink("macsec0", "wire up", SimulatedLink.NEAR_ENDS, Optional.empty()));
        assertThat(link("macsec0", Optional.of("2001:db8::1/64")).name()).isEqualTo("macsec0");
    }

    private static LinuxLink link(String name, Optional<String> address) {
        return new LinuxLink(name, "wire", SimulatedLink.NEAR_ENDS, address);
    }

    @Test
    void an_EncDec_of_the_kernel_is_known_by_its_interface() throws Exception {
        try (LinuxMacsec macsec = LinuxMacsec.open(FakeKernelLink.NEAR, new FakeKernel(), KeyLedger.inMemory())) {
            assertThat(macsec.name()).isEqualTo("macsec0");
        }
    }

    @Test
    void a_key_that_is_there_is_done_before_and_another_is_refused_beside_it() throws Exception {
        try (TrafficKey key = TrafficKey.random();
                TrafficKey other = TrafficKey.random()) {
            DirectionalKey near = key.nearToFar();
            KeyId id = key.id();

            assertThat(new Holdings(Map.of(SLOT, id), Map.of(), Optional.empty()).receive(SLOT, near))
                    .isEqualTo(Holdings.Step.DONE_BEFORE);
            assertThatThrownBy(() ->
                            new Holdings(Map.of(), Map.of(SLOT, other.id()), Optional.empty()).receive(SLOT, near))
                    .isInstanceOf(EncDecFailure.class)
                    .hasMessage("slot 1 holds another key");
        }
    }
}
