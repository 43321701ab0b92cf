package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;

/** The peer's channel of an interface was removed by others. */
final class LostPeerChannelTest {
    @Test
    void a_channel_of_the_peer_that_others_removed_is_made_again_and_takes_the_next_key() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            link.near().prepareReceive(new Slot(0), old.farToNear());
            link.near().switchTransmit(new Slot(0), old.nearToFar());
            link.nearKernel()
                    .run(new IpScript()
                            .add("macsec del macsec0 rx sci "
                                    + FakeKernelLink.NEAR.ends().peer()));

            link.near().observe();
            link.near().prepareReceive(new Slot(1), fresh.farToNear());

            assertThat(link.near().observe().find(fresh.id())).isPresent();
        }
    }

    @Test
    void what_others_changed_of_an_interface_without_its_peer_is_set_again_before_the_peer_is_back() throws Exception {
        try (FakeKernelLink link = new FakeKernelLink();
                TrafficKey key = TrafficKey.random()) {
            link.nearKernel()
                    .run(new IpScript()
                            .add("macsec del macsec0 rx sci "
                                    + FakeKernelLink.NEAR.ends().peer()));
            link.nearKernel().validatesNothing();

            assertThatThrownBy(() -> link.near().observe())
                    .hasMessage(
                            "interface macsec0 was without validate strict, by nobody's order here; it is set again");
            link.near().observe();
            link.near().prepareReceive(new Slot(0), key.farToNear());

            assertThat(link.near().observe().find(key.id())).isPresent();
        }
    }
}
