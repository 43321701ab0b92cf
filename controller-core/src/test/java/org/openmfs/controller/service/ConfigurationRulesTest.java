package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.BearerToken;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.IdentityName;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.rules.ConfigurationRules;
import org.openmfs.controller.spi.OfferedFacets;

final class ConfigurationRulesTest {
    private static final String NODE =
            "/ietf-network:networks/network[network-id='site']/node[node-id='alice']/mfs-network:";
    private static final String BLUE = "/mfs-service:services/service[id='blue']/";

    @Test
    void an_intent_that_names_what_is_there_has_no_defect() {
        assertThat(paths(Furniture.intent(), Furniture.network())).isEmpty();
    }

    @Test
    void every_leaf_that_names_nothing_is_named() {
        Intent wrong = intent("ep-nobody", "ep-bob", "lead", List.of(), Optional.empty());
        assertThat(paths(wrong, Furniture.network()))
                .containsExactly(BLUE + "a-end/endpoint", BLUE + "protection-class");
    }

    @Test
    void equal_ends_a_method_outside_the_class_and_too_long_an_interval_are_refused() {
        Intent wrong = intent(
                "ep-bob", "ep-bob", "gold", List.of(new MethodId("rot-13")), Optional.of(Duration.ofSeconds(61)));
        assertThat(paths(wrong, Furniture.network()))
                .containsExactly(
                        BLUE + "z-end/endpoint", BLUE + "method[.='rot-13']", BLUE + "method", BLUE + "rekey-interval");
    }

    @Test
    void L6_an_endpoint_stands_at_one_node_only() {
        assertThat(paths(Furniture.intent(), Furniture.network(), Furniture.network()))
                .hasSize(2)
                .allMatch(path -> path.contains("endpoint[id="));
    }

    @Test
    void an_intent_with_fewer_methods_than_its_class_needs_is_refused() {
        Intent wrong = intent("ep-alice", "ep-bob", "gold", List.of(new MethodId("qkd-014")), Optional.empty());
        assertThat(paths(wrong, Furniture.network())).containsExactly(BLUE + "method");
    }

    @Test
    void what_an_encryption_point_and_an_endpoint_name_must_stand_at_the_same_node() {
        Network.Node alice = Furniture.network().nodes().getFirst();
        Network.Node dangling = new Network.Node(alice.id(), List.of(), List.of(), alice.endpoints());
        Network.Node unkeyed = new Network.Node(alice.id(), List.of(), alice.encryptionPoints(), alice.endpoints());
        assertThat(paths(Furniture.intent(), network(dangling)))
                .containsExactly(NODE + "endpoint[id='ep-alice']/encryption-point");
        assertThat(paths(Furniture.intent(), network(unkeyed))).containsExactly(NODE + "encryption-point[id='nic']/cf");
    }

    @Test
    void a_manager_is_reached_over_http_or_https_only() {
        for (String address : List.of("ftp://qkdn.example", "qkdn/restconf", "https:qkdn", "file:///etc/passwd")) {
            assertThat(paths(address, Optional.empty()))
                    .containsExactly("/mfs-network:managers/manager[id='qkdn']/address");
        }
        assertThat(paths("https://qkdn.example/restconf", Optional.empty())).isEmpty();
        assertThat(paths("https://mfs:secret@qkdn.example/restconf", Optional.empty()))
                .containsExactly("/mfs-network:managers/manager[id='qkdn']/address");
    }

    @Test
    void the_authority_of_a_manager_is_a_certificate() {
        assertThat(paths("https://qkdn.example/restconf", Optional.of("no certificate")))
                .containsExactly("/mfs-network:managers/manager[id='qkdn']/certificate-authority");
    }

    @Test
    void nothing_that_shows_who_we_are_goes_over_http_but_to_this_machine() {
        String entry = "/mfs-network:managers/manager[id='qkdn']/";
        Access all = new Access(
                new Access.Login.Bearer(new BearerToken("planted")), Optional.of(new IdentityName("managers")));
        Access password = Access.of(new Credential("mfs", "planted"));
        for (String open : List.of("http://qkdn.example/", "HTTP://192.0.2.1", "http://127.0.0.1.example/")) {
            assertThat(paths(open, Access.NONE)).isEmpty();
            assertThat(paths(open, password)).containsExactly(entry + "password");
            assertThat(paths(open, all)).containsExactly(entry + "bearer-token", entry + "client-identity");
        }
        for (String near :
                List.of("http://127.0.0.1:8080/", "http://[::1]/", "http://localhost", "https://qkdn.example")) {
            assertThat(paths(near, all)).isEmpty();
        }
    }

    @Test
    void a_manager_from_before_the_rule_keeps_nobody_from_changing_something_else() {
        ProposedConfiguration old = managed("http://qkdn.example/", Access.of(new Credential("mfs", "planted")));
        ProposedConfiguration changed = managed("http://qkdn.example/", Access.of(new Credential("eve", "planted")));

        assertThat(new ConfigurationRules(OfferedFacets.BUILT_IN).defects(old, old))
                .isEmpty();
        assertThat(new ConfigurationRules(OfferedFacets.BUILT_IN).defects(old, changed))
                .singleElement()
                .satisfies(defect -> assertThat(defect.text())
                        .contains("http://qkdn.example")
                        .doesNotContain("planted"));
    }

    @Test
    void an_alternative_names_another_encryption_point_of_the_node_and_there_are_at_most_seven() {
        String leaf = "/ietf-network:networks/network[network-id='site']/node[node-id='alice']"
                + "/mfs-network:endpoint[id='ep-alice']/alternative-encryption-point";

        assertThat(alternatives("nic", "nic-too")).isEmpty();
        assertThat(alternatives("nic", "nic")).containsExactly(leaf + "[.='nic']");
        assertThat(alternatives("nic", "nic-too", "nic-too")).containsExactly(leaf + "[.='nic-too']");
        assertThat(alternatives("nic", "gone")).containsExactly(leaf + "[.='gone']");
        assertThat(alternatives("nic", "1", "2", "3", "4", "5", "6", "7")).isEmpty();
        assertThat(alternatives("nic", "1", "2", "3", "4", "5", "6", "7", "nic-too"))
                .containsExactly(leaf);
    }

    private static List<String> alternatives(String... named) {
        Network.Node node = Furniture.node("alice", 0, false);
        Network.EncryptionPoint nic = node.encryptionPoints().getFirst();
        List<Network.EncryptionPoint> points = Stream.of("nic", "nic-too", "1", "2", "3", "4", "5", "6", "7")
                .map(id -> new Network.EncryptionPoint(
                        id, nic.kind(), nic.cf(), nic.encDec(), Optional.empty(), Optional.empty()))
                .toList();
        Network.Endpoint endpoint = new Network.Endpoint(new EndpointId("ep-alice"), List.of(named), Optional.empty());
        Network network =
                Furniture.network(List.of(new Network.Node(node.id(), node.cfs(), points, List.of(endpoint))));
        ProposedConfiguration proposed =
                new ProposedConfiguration(List.of(), List.of(), List.of(network), List.of(), Set.of(), List.of());
        return new ConfigurationRules(OfferedFacets.BUILT_IN)
                .defects(proposed, proposed).stream().map(Defect::path).toList();
    }

    private static ProposedConfiguration managed(String address, Access access) {
        ManagedNetwork manager = new ManagedNetwork(
                Furniture.QKDN,
                ManagerKind.QKDN_015,
                List.of(URI.create(address)),
                Optional.empty(),
                access,
                Optional.empty());
        return new ProposedConfiguration(List.of(), List.of(), List.of(), List.of(manager), Set.of(), List.of());
    }

    private static List<String> paths(String address, Access access) {
        ProposedConfiguration none =
                new ProposedConfiguration(List.of(), List.of(), List.of(), List.of(), Set.of(), List.of());
        return new ConfigurationRules(OfferedFacets.BUILT_IN)
                .defects(none, managed(address, access)).stream()
                        .map(Defect::path)
                        .toList();
    }

    @Test
    void a_class_whose_key_link_may_make_less_than_it_needs_is_refused() {
        String leaf = "/mfs-policy:protection-classes/protection-class[id='gold']/key-link/most-rate";
        assertThat(paths(limited(Optional.of(10L), Optional.of(9L)))).containsExactly(leaf);
        assertThat(paths(limited(Optional.empty(), Optional.of(4L)))).containsExactly(leaf);
        assertThat(paths(limited(Optional.empty(), Optional.of(5L)))).isEmpty();
        assertThat(paths(limited(Optional.of(10L), Optional.of(10L)))).isEmpty();
        assertThat(paths(limited(Optional.of(10L), Optional.empty()))).isEmpty();
    }

    @Test
    void an_interval_shorter_than_its_class_lets_a_key_link_supply_is_refused() {
        Intent quick = intent("ep-alice", "ep-bob", "gold", List.of(), Optional.of(Duration.ofSeconds(20)));
        ProposedConfiguration proposed = new ProposedConfiguration(
                List.of(quick),
                List.of(limited(Optional.empty(), Optional.of(12L))),
                List.of(Furniture.network()),
                List.of(),
                Set.of(),
                List.of());
        assertThat(new ConfigurationRules(OfferedFacets.BUILT_IN).defects(proposed, proposed))
                .extracting(Defect::path)
                .containsExactly(BLUE + "rekey-interval");
    }

    @Test
    void only_a_qkd_network_has_a_greatest_key_link_rate() {
        ManagedNetwork apn = Furniture.manager(Furniture.APNC, ManagerKind.APN_TAPI);
        ManagedNetwork wrong = new ManagedNetwork(
                apn.id(), apn.kind(), apn.addresses(), apn.authority(), apn.access(), Optional.of(5L));
        ProposedConfiguration proposed =
                new ProposedConfiguration(List.of(), List.of(), List.of(), List.of(wrong), Set.of(), List.of());
        assertThat(new ConfigurationRules(OfferedFacets.BUILT_IN).defects(proposed, proposed))
                .extracting(Defect::path)
                .containsExactly("/mfs-network:managers/manager[id='apnc']/most-key-link-rate");
    }

    private static ProtectionClass limited(Optional<Long> least, Optional<Long> most) {
        ProtectionClass gold = Furniture.gold();
        return new ProtectionClass(
                gold.id(),
                gold.floor(),
                gold.methods(),
                gold.leastCategory(),
                gold.trustedNodes(),
                gold.keyLife(),
                new KeyLinkLimits(least, most));
    }

    private static List<String> paths(ProtectionClass one) {
        ProposedConfiguration proposed =
                new ProposedConfiguration(List.of(), List.of(one), List.of(), List.of(), Set.of(), List.of());
        return new ConfigurationRules(OfferedFacets.BUILT_IN)
                .defects(proposed, proposed).stream().map(Defect::path).toList();
    }

    private static List<String> paths(String address, Optional<String> authority) {
        ManagedNetwork manager = new ManagedNetwork(
                Furniture.QKDN,
                ManagerKind.QKDN_015,
                List.of(URI.create(address)),
                authority,
                Access.NONE,
                Optional.empty());
        ProposedConfiguration proposed =
                new ProposedConfiguration(List.of(), List.of(), List.of(), List.of(manager), Set.of(), List.of());
        return new ConfigurationRules(OfferedFacets.BUILT_IN)
                .defects(proposed, proposed).stream().map(Defect::path).toList();
    }

    private static Network network(Network.Node alice) {
        Network whole = Furniture.network();
        return new Network(
                whole.id(),
                whole.underlay(),
                whole.manager(),
                List.of(alice, whole.nodes().get(1)),
                List.of());
    }

    private static Intent intent(
            String a, String z, String protectionClass, List<MethodId> methods, Optional<Duration> interval) {
        return new Intent(
                Furniture.BLUE,
                new EndpointId(a),
                new EndpointId(z),
                new ClassId(protectionClass),
                false,
                methods,
                interval);
    }

    private static List<String> paths(Intent intent, Network... networks) {
        ProposedConfiguration proposed = new ProposedConfiguration(
                List.of(intent), List.of(Furniture.gold()), List.of(networks), List.of(), Set.of(), List.of());
        return new ConfigurationRules(OfferedFacets.BUILT_IN)
                .defects(proposed, proposed).stream().map(Defect::path).toList();
    }
}
