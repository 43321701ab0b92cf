package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ReasonCode;

final class ManagerPluginsTest {
    private final RecordedNetworkReports reports = new RecordedNetworkReports();
    private final InMemoryKeyNetworks keyNetworks = new InMemoryKeyNetworks(reports);
    private final InMemoryLightPaths lightPaths = new InMemoryLightPaths(reports);
    private final ManagerPlugins plugins = new ManagerPlugins(List.of(keyNetworks, lightPaths));

    private static ManagedNetwork west(String kind) {
        return new ManagedNetwork(
                new ManagerId("west"),
                new ManagerKind(kind),
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty());
    }

    @Test
    void what_is_asked_for_is_that_of_the_plugin_of_the_kind() throws SouthboundFailure {
        assertThat(plugins.keyNetworks(west("qkdn-015"))).isSameAs(keyNetworks);
        assertThat(plugins.lightPaths(west("apn-tapi"))).isSameAs(lightPaths);
        assertThat(plugins.kinds().offersOf(ManagerKind.QKDN_015)).containsExactly(Facet.KEY_NETWORK);
        assertThat(plugins.kinds().offersOf(ManagerKind.APN_TAPI)).containsExactly(Facet.LIGHT_PATHS);
    }

    @Test
    void what_a_manager_does_not_have_is_refused_in_its_name() {
        assertThatThrownBy(() -> plugins.keyNetworks(west("apn-tapi")))
                .isInstanceOfSatisfying(SouthboundFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
                    assertThat(failure.subject()).isEqualTo("west");
                })
                .hasMessage("managers of kind 'apn-tapi' have no key links");
        assertThatThrownBy(() -> plugins.lightPaths(west("qkdn-015")))
                .hasMessage("managers of kind 'qkdn-015' have no optical paths");
        assertThatThrownBy(() -> plugins.serving(west("foreign")))
                .isInstanceOf(SouthboundFailure.class)
                .hasMessage("no plugin serves 'foreign'; there are: apn-tapi, qkdn-015");
    }

    @Test
    void two_plugins_of_one_kind_are_refused() {
        assertThatThrownBy(() -> new ManagerPlugins(List.of(keyNetworks, new InMemoryKeyNetworks(reports))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two plugins serve managers of kind 'qkdn-015'");
    }
}
