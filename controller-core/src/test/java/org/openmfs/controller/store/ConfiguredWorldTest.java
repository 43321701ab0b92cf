package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.NetworkId;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.NetworkBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.network.NetworkTypesBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.NetworkTypes1Builder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.mfs.network.type.MfsNetworkBuilder;
import org.openmfs.controller.model.Network;

/** What is read of the networks that operators write. */
final class ConfiguredWorldTest {
    @Test
    void a_network_is_ours_by_its_type_alone_and_is_an_IP_network_unless_it_says_otherwise() {
        var types = new NetworkTypesBuilder()
                .addAugmentation(new NetworkTypes1Builder()
                        .setMfsNetwork(new MfsNetworkBuilder().build())
                        .build())
                .build();

        Optional<Network> read = ConfiguredWorld.network(new NetworkBuilder()
                .setNetworkId(new NetworkId("demo"))
                .setNetworkTypes(types)
                .build());

        assertThat(read).isPresent();
        assertThat(read.orElseThrow().underlay()).isEqualTo(Network.Underlay.IP);
    }

    @Test
    void a_network_of_another_type_is_none_of_ours() {
        assertThat(ConfiguredWorld.network(new NetworkBuilder()
                        .setNetworkId(new NetworkId("other"))
                        .build()))
                .isEmpty();
    }
}
