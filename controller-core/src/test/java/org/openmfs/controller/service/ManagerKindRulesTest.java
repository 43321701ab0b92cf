package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ManagerKinds;
import org.openmfs.controller.rules.ConfigurationRules;

/** What configuration may say of managers, by what there are plugins for. */
final class ManagerKindRulesTest {
    private static final String ENTRY = "/mfs-network:managers/manager[id='qkdn']/";
    private static final ManagerKind FOREIGN = new ManagerKind("foreign");
    private static final ManagerKinds KINDS = new ManagerKinds(Map.of(
            ManagerKind.QKDN_015,
            Set.of(Facet.KEY_NETWORK),
            ManagerKind.APN_TAPI,
            Set.of(Facet.LIGHT_PATHS),
            FOREIGN,
            Set.of(Facet.KEY_NETWORK, Facet.LIGHT_PATHS)));

    private static ManagedNetwork manager(ManagerKind kind, Optional<Long> mostKeyLinkRate) {
        ManagedNetwork plain = Furniture.manager(Furniture.QKDN, kind);
        return new ManagedNetwork(
                plain.id(), plain.kind(), plain.addresses(), plain.authority(), plain.access(), mostKeyLinkRate);
    }

    private static ProposedConfiguration with(ManagedNetwork... managers) {
        return new ProposedConfiguration(List.of(), List.of(), List.of(), List.of(managers), Set.of(), List.of());
    }

    private static List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after) {
        return new ConfigurationRules(KINDS).defects(before, after);
    }

    @Test
    void a_kind_that_no_plugin_serves_is_refused_with_those_that_there_are() {
        assertThat(defects(with(), with(manager(new ManagerKind("qkdn-16"), Optional.empty()))))
                .containsExactly(new Defect(
                        ENTRY + "kind", "no plugin serves 'qkdn-16'; there are: apn-tapi, foreign, qkdn-015"));
    }

    @Test
    void a_kind_that_a_plugin_serves_is_let_in() {
        assertThat(defects(with(), with(manager(FOREIGN, Optional.of(5L))))).isEmpty();
    }

    @Test
    void a_manager_whose_plugin_was_taken_away_keeps_nobody_from_changing_something_else() {
        ProposedConfiguration stored = with(manager(new ManagerKind("gone"), Optional.of(5L)));

        assertThat(defects(stored, stored)).isEmpty();
        assertThat(defects(stored, with(manager(new ManagerKind("gone"), Optional.of(6L)))))
                .extracting(Defect::path)
                .containsExactly(ENTRY + "kind");
    }

    @Test
    void a_manager_without_key_links_has_no_greatest_rate_of_them() {
        assertThat(defects(with(), with(manager(ManagerKind.APN_TAPI, Optional.of(5L)))))
                .containsExactly(new Defect(
                        ENTRY + "most-key-link-rate",
                        "kind 'apn-tapi' has no key links; these have: foreign, qkdn-015"));
    }
}
