package org.openmfs.testbed.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.encdec.EncDecContract;

/**
 * The Enc/Dec for Linux in a real kernel.
 *
 * <pre>
 *   namespace a                               namespace b
 *   10.99.0.1 macsec0 ── wire-a ═════ wire-b ── macsec0 10.99.0.2
 * </pre>
 */
final class KernelMacsecTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int ROLLS = 9;
    private static final int DATAGRAMS = 3000;
    private static final int PER_SECOND = 250;
    private static final GuestJava JAVA = GuestJava.likeThis(64);

    @TempDir
    private static Path folder;

    private static KernelPair pair;

    @BeforeAll
    static void boot() throws Exception {
        assumeTrue(
                KernelPrerequisites.missing().isEmpty(),
                () -> KernelPrerequisites.missing().orElseThrow());
        pair = KernelPair.start(KernelPairSettings.isolated(folder));
    }

    @AfterAll
    static void power_off() {
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void L5_kernel_MACsec_keeps_every_rule_of_an_EncDec() throws Exception {
        List<String> lines = pair.output(Side.A, JAVA.main(MacsecContractMain.class.getName(), List.of()), PATIENCE);

        assertThat(lines)
                .filteredOn(
                        line -> line.startsWith(MacsecContractMain.KEPT) || line.startsWith(MacsecContractMain.BROKEN))
                .containsExactlyElementsOf(EncDecContract.rules().stream()
                        .map(rule -> MacsecContractMain.KEPT + rule.name())
                        .toList());
    }

    @Test
    void F1_nine_rolls_in_a_real_kernel_lose_none_of_three_thousand_datagrams_each_way() throws Exception {
        GuestProcess roller =
                pair.run(Side.A, JAVA.main(MacsecRollMain.class.getName(), List.of(Integer.toString(ROLLS))));
        waitForBothInterfaces();
        KernelTraffic traffic = KernelTraffic.start(pair, JAVA, MacsecInGuest.ADDRESSES, PER_SECOND, 0);

        assertThat(roller.await(PATIENCE)).isTrue();
        assertThat(roller.exit()).as(Files.readString(roller.log())).hasValue(0);
        assertThat(FileSignal.await(PATIENCE, () -> sentEnough(traffic))).isTrue();
        traffic.stop();

        assertThat(traffic.await(PATIENCE)).isTrue();
        assertThat(traffic.lost()).isZero();
        assertThat(traffic.count(Side.A).received()).isGreaterThanOrEqualTo(DATAGRAMS);
        assertThat(traffic.count(Side.B).received()).isGreaterThanOrEqualTo(DATAGRAMS);
        assertThat(Files.readAllLines(roller.log())).contains(ROLLS + 1 + " keys");
    }

    @Test
    void the_kernel_takes_every_replay_window_and_changes_that_of_an_interface_that_is_there() throws Exception {
        List<String> windows = List.of("64", "1073741823", "0", "90");
        List<String> lines = pair.output(Side.A, JAVA.main(MacsecWindowMain.class.getName(), windows), PATIENCE);

        assertThat(lines)
                .filteredOn(line -> line.contains("window"))
                .containsExactlyElementsOf(windows.stream()
                        .map(window -> "\"replay\":true,\"window\":" + window)
                        .toList());
    }

    @Test
    void what_others_switch_off_or_take_away_is_seen() throws Exception {
        List<String> lines = pair.output(Side.A, JAVA.main(MacsecMeddledMain.class.getName(), List.of()), PATIENCE);

        assertThat(lines)
                .containsSubsequence(
                        "installed: sending accepting",
                        "sending switched off:  accepting",
                        "switched to again: sending accepting",
                        "accepting switched off: sending",
                        "accepted again: sending accepting",
                        "sent in clear: interface macsec0 was without something, by nobody's order here; it is set again",
                        "set again: sending accepting",
                        "accepting removed: sending",
                        "keys left: 0");
    }

    /** A receiver can only be bound to an address that is there. */
    private static void waitForBothInterfaces() throws IOException, InterruptedException {
        for (Side side : Side.values()) {
            String look = "until ip -br addr show macsec0 2> /dev/null | grep -q " + MacsecInGuest.ADDRESSES.get(side)
                    + "; do sleep 0.2; done";
            pair.output(side, GuestCommand.of("sh", "-c", look), PATIENCE);
        }
    }

    private static boolean sentEnough(KernelTraffic traffic) {
        try {
            return traffic.count(Side.A).sent() >= DATAGRAMS
                    && traffic.count(Side.B).sent() >= DATAGRAMS;
        } catch (IOException e) {
            return false;
        }
    }
}
