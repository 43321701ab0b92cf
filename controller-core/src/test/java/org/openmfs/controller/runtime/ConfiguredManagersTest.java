package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.InMemoryKeyNetworks;
import org.openmfs.controller.spi.KeyNetworks;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.ManagerPlugins;

/** A configured manager is handed to the plugin that serves its kind. */
final class ConfiguredManagersTest {
    private static final ManagerId WEST = new ManagerId("west");
    private static final ManagerKind FIRST = new ManagerKind("first");
    private static final ManagerKind SECOND = new ManagerKind("second");

    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);
    private final List<String> heard = new ArrayList<>();
    private final Configuration configuration = new Configuration(
            inventory,
            null,
            new MfsController.Southbound(null, new ManagerPlugins(List.of(new Heard(FIRST), new Heard(SECOND))), null),
            () -> Instant.EPOCH);

    /** Notes whom it meets. */
    private final class Heard implements ManagerPlugin {
        private final ManagerKind kind;

        Heard(ManagerKind kind) {
            this.kind = kind;
        }

        @Override
        public Set<ManagerKind> kinds() {
            return Set.of(kind);
        }

        @Override
        public Optional<KeyNetworks> keyNetworks() {
            return Optional.of(new InMemoryKeyNetworks(inventory));
        }

        @Override
        public void connect(ManagedNetwork manager) {
            heard.add(kind + " meets " + manager.id());
        }

        @Override
        public void disconnect(ManagerId manager) {
            heard.add(kind + " leaves " + manager);
        }
    }

    private static Optional<ManagedNetwork> west(String kind) {
        return Optional.of(new ManagedNetwork(
                WEST,
                new ManagerKind(kind),
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty()));
    }

    private ManagerBelief belief() {
        return inventory.current().manager(WEST).orElseThrow();
    }

    @Test
    void the_plugin_that_serves_its_kind_meets_it_and_says_what_can_be_asked_of_it() {
        configuration.manager(WEST, west("first"));

        assertThat(heard).containsExactly("second leaves west", "first meets west");
        assertThat(belief().facets()).containsExactly(Facet.KEY_NETWORK);
        assertThat(belief().connection().state()).isEqualTo(Connection.State.CONNECTING);
    }

    @Test
    void one_that_becomes_of_another_kind_is_left_by_the_plugin_of_the_former() {
        configuration.manager(WEST, west("first"));
        heard.clear();

        configuration.manager(WEST, west("second"));

        assertThat(heard).containsExactly("first leaves west", "second meets west");
    }

    @Test
    void one_that_is_configured_no_more_is_left() {
        configuration.manager(WEST, west("first"));
        heard.clear();

        configuration.manager(WEST, Optional.empty());

        assertThat(heard).containsExactlyInAnyOrder("first leaves west", "second leaves west");
        assertThat(inventory.current().manager(WEST)).isEmpty();
    }

    @Test
    void one_of_a_kind_that_no_plugin_serves_is_refused_and_nothing_can_be_asked_of_it() {
        configuration.manager(WEST, west("third"));

        assertThat(heard).noneMatch(line -> line.contains("meets"));
        assertThat(belief().facets()).isEmpty();
        assertThat(belief().connection())
                .isEqualTo(new Connection(
                        Connection.State.REFUSED,
                        Optional.of(ReasonCode.MANAGER_REFUSED),
                        "no plugin serves 'third'; there are: first, second",
                        Instant.EPOCH));
    }
}
