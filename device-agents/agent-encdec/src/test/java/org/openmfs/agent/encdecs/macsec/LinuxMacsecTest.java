package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;
import org.openmfs.agent.encdec.Traits;

final class LinuxMacsecTest {
    private static final Slot FIRST = new Slot(0);

    @TempDir
    private Path folder;

    @Test
    void an_association_is_switched_off_before_it_is_deleted_and_sending_goes_before_receiving() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            link.prepare(FIRST, old);
            link.switchOver(FIRST, old);
            link.prepare(new Slot(FIRST.number() + 1), fresh);
            link.switchOver(new Slot(FIRST.number() + 1), fresh);
            int before = link.nearKernel().commands().size();
            link.near().retire(FIRST);

            List<String> commands = link.nearKernel().commands();
            assertThat(commands.subList(before, commands.size()))
                    .containsExactly(
                            "macsec set macsec0 tx sa 0 off",
                            "macsec del macsec0 tx sa 0",
                            "macsec set macsec0 rx sci 024d4653000b0001 sa 0 off",
                            "macsec del macsec0 rx sci 024d4653000b0001 sa 0",
                            "macsec show macsec0");
        }
    }

    @Test
    void a_key_that_is_still_there_is_gone_back_to_by_selecting_it() throws Exception {
        Slot second = new Slot(FIRST.number() + 1);
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            link.prepare(FIRST, old);
            link.switchOver(FIRST, old);
            link.prepare(second, fresh);
            link.switchOver(second, fresh);
            int before = link.nearKernel().commands().size();

            link.near().switchTransmit(FIRST, old.nearToFar());

            assertThat(link.near().observe().sending().orElseThrow().id()).isEqualTo(old.id());
            assertThat(link.near().traits()).isEqualTo(Traits.OF_FRAMES);
            List<String> commands = link.nearKernel().commands();
            assertThat(commands.subList(before, commands.size()))
                    .anyMatch(command -> command.contains("encodingsa 0"))
                    .noneMatch(command -> command.startsWith("macsec add"));
        }
    }

    @Test
    void the_guardian_gets_the_same_lines_for_every_slot_and_an_ip_that_goes_on_after_a_refusal() {
        assertThat(FakeKernelLink.NEAR.removal(List.of(FIRST, new Slot(FIRST.number() + 1))))
                .containsExactly(
                        "macsec set macsec0 tx sa 0 off",
                        "macsec del macsec0 tx sa 0",
                        "macsec set macsec0 tx sa 1 off",
                        "macsec del macsec0 tx sa 1",
                        "macsec set macsec0 rx sci 024d4653000b0001 sa 0 off",
                        "macsec del macsec0 rx sci 024d4653000b0001 sa 0",
                        "macsec set macsec0 rx sci 024d4653000b0001 sa 1 off",
                        "macsec del macsec0 rx sci 024d4653000b0001 sa 1");
        assertThat(IpCommand.inNamespace("red").persistent())
                .containsExactly("ip", "-n", "red", "-force", "-batch", "-");
    }

    @Test
    void the_lower_channel_has_short_identifier_two_and_each_direction_its_own() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);

            assertThat(link.nearKernel().commands())
                    .anyMatch(
                            command -> command.startsWith("macsec add macsec0 rx sci 024d4653000b0001 sa 0 xpn 1 salt ")
                                    && command.contains(" ssci 1 on key " + key.id()))
                    .anyMatch(command -> command.startsWith("macsec add macsec0 tx sa 0 xpn 1 salt ")
                            && command.contains(" ssci 2 on key " + key.id()));
        }
    }

    @Test
    void an_interface_that_is_as_it_should_be_is_only_looked_at() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink()) {
            FakeKernel kernel = link.nearKernel();
            int before = kernel.commands().size();

            link.near().observe();

            assertThat(kernel.commands().subList(before, kernel.commands().size()))
                    .containsExactly("macsec show macsec0");
        }
    }

    @Test
    void an_interface_gets_its_address_where_it_has_one_before_it_is_up() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink()) {
            assertThat(link.nearKernel().commands())
                    .containsSubsequence("addr replace 192.0.2.1/30 dev macsec0", "link set macsec0 up");
        }
    }

    @Test
    void an_interface_that_went_with_its_parent_is_made_again_without_keys() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            link.prepare(FIRST, old);
            link.switchOver(FIRST, old);

            link.nearKernel().parentComesAndGoes();

            assertThat(link.near().observe().keys()).isEmpty();
            assertThat(link.nearKernel().commands())
                    .filteredOn(command -> command.startsWith("link add"))
                    .hasSize(2);
            assertThatThrownBy(() -> link.near().prepareReceive(FIRST, old.farToNear()))
                    .isInstanceOf(EncDecFailure.class);
            link.near().prepareReceive(FIRST, fresh.farToNear());
            assertThat(link.near().observe().keys()).hasSize(1);
        }
    }

    @Test
    void the_keys_that_the_kernel_holds_are_adopted_by_the_next_instance() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey key = TrafficKey.random();
                TrafficKey next = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);
            link.near().close();

            try (LinuxMacsec again = LinuxMacsec.open(FakeKernelLink.NEAR, link.nearKernel(), KeyLedger.inMemory())) {
                assertThat(again.observe().sending().orElseThrow().id()).isEqualTo(key.id());
                assertThatThrownBy(() -> again.prepareReceive(FIRST, next.farToNear()))
                        .isInstanceOf(EncDecFailure.class)
                        .hasMessageContaining("slot 0");
            }
            assertThat(link.nearKernel().commands().stream().filter(command -> command.startsWith("link add")))
                    .hasSize(1);
        }
    }

    @Test
    void the_replay_window_is_the_kernels_and_that_of_an_interface_that_is_there_is_changed() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink()) {
            FakeKernel kernel = link.nearKernel();
            assertThat(kernel.commands()).anyMatch(command -> command.contains(" replay on window 64 "));

            LinuxLink wider = new LinuxLink(
                    "macsec0",
                    "wire-a",
                    SimulatedLink.NEAR_ENDS,
                    Optional.empty(),
                    new ReplayProtection(ReplayProtection.WIDEST));
            LinuxMacsec.open(wider, kernel, KeyLedger.inMemory()).close();
            String change = "link set macsec0 type macsec replay on window 1073741823";
            assertThat(kernel.commands()).containsOnlyOnce(change);

            LinuxMacsec.open(wider, kernel, KeyLedger.inMemory()).close();
            assertThat(kernel.commands()).containsOnlyOnce(change);
        }
    }

    @Test
    void an_interface_with_other_settings_is_not_adopted() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink()) {
            link.nearKernel().validatesNothing();

            assertThatThrownBy(() -> LinuxMacsec.open(FakeKernelLink.NEAR, link.nearKernel(), KeyLedger.inMemory()))
                    .isInstanceOf(EncDecFailure.class)
                    .hasMessage("interface macsec0 is there without validate strict");
        }
    }

    @Test
    void a_used_key_is_refused_after_a_restart_even_when_the_kernel_has_forgotten_it() throws Exception {
        Path file = folder.resolve("ledger");
        try (TrafficKey key = TrafficKey.random()) {
            LinuxMacsec before = LinuxMacsec.open(FakeKernelLink.NEAR, new FakeKernel(), KeyLedger.in(file));
            before.prepareReceive(FIRST, key.farToNear());
            before.switchTransmit(FIRST, key.nearToFar());

            LinuxMacsec after = LinuxMacsec.open(FakeKernelLink.NEAR, new FakeKernel(), KeyLedger.in(file));

            assertThatThrownBy(() -> after.prepareReceive(FIRST, key.farToNear()))
                    .isInstanceOf(EncDecFailure.class)
                    .hasMessage("key " + key.id() + " was used before");
        }
    }

    @Test
    void what_the_kernel_took_although_it_failed_is_seen_before_the_next_change() throws Exception {
        FakeKernel kernel = new FakeKernel();
        try (TrafficKey key = TrafficKey.random()) {
            LinuxMacsec macsec = LinuxMacsec.open(FakeKernelLink.NEAR, kernel, KeyLedger.inMemory());
            kernel.trouble(FakeKernel.Trouble.KILLED);
            assertThatThrownBy(() -> macsec.prepareReceive(FIRST, key.farToNear()))
                    .isInstanceOf(EncDecFailure.class);

            macsec.prepareReceive(FIRST, key.farToNear());

            assertThat(kernel.commands())
                    .filteredOn(command -> command.startsWith("macsec add") && command.contains(" key " + key.id()))
                    .hasSize(1);
        }
    }

    @Test
    void a_switch_that_failed_is_repeated_by_this_instance_and_by_the_next() throws Exception {
        Path file = folder.resolve("ledger");
        for (boolean restarted : List.of(false, true)) {
            FakeKernel kernel = new FakeKernel();
            try (TrafficKey key = TrafficKey.random()) {
                LinuxMacsec macsec = LinuxMacsec.open(FakeKernelLink.NEAR, kernel, KeyLedger.in(file));
                macsec.prepareReceive(FIRST, key.farToNear());
                kernel.trouble(FakeKernel.Trouble.REFUSED);
                assertThatThrownBy(() -> macsec.switchTransmit(FIRST, key.nearToFar()))
                        .isInstanceOf(EncDecFailure.class);

                LinuxMacsec next =
                        restarted ? LinuxMacsec.open(FakeKernelLink.NEAR, kernel, KeyLedger.in(file)) : macsec;
                next.switchTransmit(FIRST, key.nearToFar());

                assertThat(next.observe().sending().orElseThrow().id()).isEqualTo(key.id());
            }
        }
    }

    @Test
    void keys_are_removed_also_when_the_ledger_cannot_be_written() throws Exception {
        Path place = Files.createDirectory(folder.resolve("full"));
        try (TrafficKey key = TrafficKey.random()) {
            LinuxMacsec macsec =
                    LinuxMacsec.open(FakeKernelLink.NEAR, new FakeKernel(), KeyLedger.in(place.resolve("ledger")));
            macsec.prepareReceive(FIRST, key.farToNear());
            macsec.switchTransmit(FIRST, key.nearToFar());
            Files.delete(place.resolve("ledger"));
            Files.delete(place);

            macsec.clear();

            assertThat(macsec.observe().keys()).isEmpty();
        }
    }

    @Test
    void an_answer_of_ip_that_is_longer_than_a_pipe_is_read() throws Exception {
        Path chatty = Files.writeString(
                folder.resolve("ip"), "#!/bin/sh\ncat > /dev/null\nhead -c 100000 /dev/zero | tr '\\0' 'x'\necho\n");
        assertThat(chatty.toFile().setExecutable(true)).isTrue();

        assertThat(new IpCommand(List.of(chatty.toString())).run(new IpScript().add("macsec show")))
                .hasSize(100_001);
    }

    @Test
    void the_channel_of_a_former_peer_is_removed_when_the_interface_is_opened_and_when_it_is_cleared()
            throws Exception {
        FakeKernel kernel = new FakeKernel();
        LinuxMacsec macsec = LinuxMacsec.open(FakeKernelLink.NEAR, kernel, KeyLedger.inMemory());
        Sci former = Sci.parse("aaaaaaaaaaaa0001");
        String removal = "macsec del macsec0 rx sci aaaaaaaaaaaa0001";

        kernel.accepts(former);
        macsec.clear();
        assertThat(kernel.commands()).containsOnlyOnce(removal);

        kernel.accepts(former);
        LinuxMacsec.open(FakeKernelLink.NEAR, kernel, KeyLedger.inMemory()).close();
        assertThat(kernel.commands()).filteredOn(removal::equals).hasSize(2);
        macsec.clear();
        assertThat(kernel.commands()).filteredOn(removal::equals).hasSize(2);
    }

    @Test
    void a_failure_names_the_purpose_and_never_the_key() throws Exception {
        Path refusing = Files.writeString(
                folder.resolve("ip"),
                "#!/bin/sh\ncat > /dev/null\necho 'RTNETLINK answers: File exists' >&2\necho 'Command failed -:1' >&2\nexit 1\n");
        assertThat(refusing.toFile().setExecutable(true)).isTrue();
        try (TrafficKey key = TrafficKey.random()) {
            KernelLink kernel = new KernelLink(FakeKernelLink.NEAR, new IpCommand(List.of(refusing.toString())));

            assertThatThrownBy(() -> kernel.addReceiving(FIRST, key.farToNear()))
                    .isInstanceOf(EncDecFailure.class)
                    .hasMessage(
                            "ip refused: add macsec0 rx sci 024d4653000b0001 sa 0 key " + key.id() + ": File exists");
        }
    }

    @Test
    void octets_counted_for_a_direction_are_shared_out_by_the_frames_of_each_key() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            link.prepare(FIRST, old);
            link.switchOver(FIRST, old);
            link.send(30);
            link.prepare(new Slot(FIRST.number() + 1), fresh);
            link.switchOver(new Slot(FIRST.number() + 1), fresh);
            link.send(10);

            assertThat(link.near().observe().find(old.id()).orElseThrow().octets())
                    .isEqualTo(3000);
            assertThat(link.near().observe().find(fresh.id()).orElseThrow().octets())
                    .isEqualTo(1000);
        }
    }

    @Test
    void what_others_switched_off_counts_as_not_sent_or_accepted_under_and_is_switched_on_when_it_is_wanted()
            throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);
            for (String command : List.of(
                    "macsec set macsec0 tx sa 0 off",
                    "macsec set macsec0 rx sci 024d4653000b0001 sa 0 off",
                    "macsec set macsec0 rx sci 024d4653000b0001 off")) {
                link.nearKernel().run(new IpScript().add(command));
            }
            InstalledKey off = link.near().observe().find(key.id()).orElseThrow();
            assertThat(off.sending()).isFalse();
            assertThat(off.accepting()).isFalse();

            link.near().switchTransmit(FIRST, key.nearToFar());
            link.near().prepareReceive(FIRST, key.farToNear());

            InstalledKey on = link.near().observe().find(key.id()).orElseThrow();
            assertThat(on.sending()).isTrue();
            assertThat(on.accepting()).isTrue();
            assertThat(link.nearKernel().commands())
                    .filteredOn(line -> line.contains("add macsec0 tx"))
                    .hasSize(1);
        }
    }

    @Test
    void what_others_changed_of_the_interface_is_told_once_and_set_again() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);
            link.nearKernel().validatesNothing();

            assertThatThrownBy(() -> link.near().observe())
                    .hasMessage(
                            "interface macsec0 was without validate strict, by nobody's order here; it is set again");

            assertThat(link.near().observe().sending().orElseThrow().id()).isEqualTo(key.id());
        }
    }
}
