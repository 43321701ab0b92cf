package org.openmfs.controller.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.ConfigurationCheck.Kind;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Application;
import org.openmfs.controller.model.ApplicationId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;

/** R11: data of an application go to whom they concern, by class. */
final class NeedToKnowTest {
    private static final String APPLICATION = "/mfs-application:applications/application[id='%s']/";
    private static final String BLUE = "/mfs-service:services/service[id='blue']/";

    private static ProtectionClass type(String id) {
        return new ProtectionClass(
                new ClassId(id),
                new Floor(1, 0, Set.of()),
                List.of(new MethodId("ml-kem-1024")),
                "hmac-sha384-extract",
                1,
                4,
                new KeyLife(
                        Duration.ofMinutes(2),
                        Long.MAX_VALUE,
                        Duration.ofMinutes(20),
                        4,
                        KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE),
                KeyLinkLimits.NONE);
    }

    private static Network network(String... endpoints) {
        return new Network(
                new NetworkId("net"),
                Network.Underlay.IP,
                Optional.empty(),
                List.of(new Network.Node(
                        new NodeId("n"),
                        List.of(),
                        List.of(),
                        Stream.of(endpoints)
                                .map(id -> new Network.Endpoint(new EndpointId(id), "p", Optional.empty()))
                                .toList())),
                List.of());
    }

    private static Application application(
            String id, String endpoint, Set<String> classes, Map<String, Set<String>> known) {
        return new Application(
                new ApplicationId(id),
                List.of(new EndpointId(endpoint)),
                classes(classes),
                known.entrySet().stream()
                        .collect(Collectors.toMap(
                                one -> new ApplicationId(one.getKey()), one -> classes(one.getValue()))));
    }

    private static Set<ClassId> classes(Set<String> names) {
        return names.stream().map(ClassId::new).collect(Collectors.toSet());
    }

    private static Intent blue(String type) {
        return new Intent(
                new ServiceId("blue"),
                new EndpointId("a"),
                new EndpointId("z"),
                new ClassId(type),
                false,
                List.of(),
                Optional.empty());
    }

    private static ProposedConfiguration with(List<Intent> intents, Application... applications) {
        return with(intents, network("a", "z", "free"), applications);
    }

    private static ProposedConfiguration with(List<Intent> intents, Network network, Application... applications) {
        return new ProposedConfiguration(
                intents,
                List.of(type("gold"), type("silver")),
                List.of(network),
                List.of(),
                Set.of(),
                List.of(),
                List.of(applications),
                List.of());
    }

    private static List<Defect> defects(ProposedConfiguration after) {
        return defects(with(List.of()), after);
    }

    private static List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after) {
        return new NeedToKnow().defects(before, after);
    }

    private static final Application IMAGING =
            application("imaging", "a", Set.of("gold"), Map.of("archives", Set.of("gold")));
    private static final Application ARCHIVES =
            application("archives", "z", Set.of(), Map.of("imaging", Set.of("gold")));

    @Test
    void a_service_of_a_class_that_both_let_each_other_know_is_none_of_the_rules_business() {
        assertThat(defects(with(List.of(blue("gold")), IMAGING, ARCHIVES))).isEmpty();
        assertThat(defects(with(List.of(blue("silver"))))).isEmpty();
    }

    @Test
    void R11_a_service_of_a_class_that_is_not_named_is_refused_at_the_service_with_what_each_application_says() {
        assertThat(defects(with(List.of(blue("silver")), IMAGING, ARCHIVES)))
                .containsExactlyInAnyOrder(
                        new Defect(
                                BLUE + "protection-class",
                                "application imaging has no data of class silver (need-to-know)"),
                        new Defect(
                                BLUE + "a-end/endpoint",
                                "application imaging does not let application archives know data of class silver (need-to-know)"),
                        new Defect(
                                BLUE + "z-end/endpoint",
                                "application archives does not let application imaging know data of class silver (need-to-know)"));
    }

    @Test
    void a_peer_that_belongs_to_no_application_has_no_need_to_know() {
        assertThat(defects(with(List.of(blue("gold")), IMAGING)))
                .filteredOn(defect -> defect.path().startsWith(BLUE))
                .containsExactly(new Defect(
                        BLUE + "a-end/endpoint",
                        "application imaging does not let endpoint z, which belongs to no application, know data of class gold"
                                + " (need-to-know)"));
    }

    @Test
    void between_endpoints_of_one_application_nothing_need_be_named() {
        Application whole = new Application(
                new ApplicationId("whole"), List.of(new EndpointId("a"), new EndpointId("z")), Set.of(), Map.of());
        assertThat(defects(with(List.of(blue("silver")), whole))).isEmpty();
    }

    @Test
    void a_change_of_an_application_under_a_service_that_stands_is_refused_at_the_application() {
        ProposedConfiguration before = with(List.of(blue("gold")), IMAGING, ARCHIVES);
        Application closed = application("archives", "z", Set.of(), Map.of());

        assertThat(defects(before, with(List.of(blue("gold")), IMAGING, closed)))
                .containsExactly(new Defect(
                        Kind.IN_USE,
                        APPLICATION.formatted("archives"),
                        "application archives does not let application imaging know data of class gold (need-to-know), which"
                                + " service blue needs"));
    }

    @Test
    void what_an_application_names_is_there_and_belongs_to_it_alone() {
        Application odd = new Application(
                new ApplicationId("odd"),
                List.of(new EndpointId("a"), new EndpointId("nowhere")),
                Set.of(new ClassId("lead")),
                Map.of(
                        new ApplicationId("odd"), Set.of(new ClassId("lead")),
                        new ApplicationId("nobody"), Set.of(new ClassId("gold"))));

        assertThat(defects(with(List.of(), IMAGING, ARCHIVES, odd)))
                .extracting(Defect::path, Defect::text)
                .containsExactlyInAnyOrder(
                        tuple("odd", "endpoint[.='a']", "endpoint a belongs to application imaging"),
                        tuple("odd", "endpoint[.='nowhere']", "no network holds endpoint nowhere"),
                        tuple("odd", "protection-class[.='lead']", "there is no protection class lead"),
                        tuple(
                                "odd",
                                "need-to-know[application='odd']/application",
                                "another application was expected than odd"),
                        tuple(
                                "odd",
                                "need-to-know[application='odd']/protection-class[.='lead']",
                                "there is no protection class lead"),
                        tuple(
                                "odd",
                                "need-to-know[application='nobody']/application",
                                "there is no application nobody"),
                        tuple(
                                "odd",
                                "need-to-know[application='nobody']/protection-class[.='gold']",
                                "application odd has no data of class gold"));
    }

    private static Tuple tuple(String application, String leaf, String text) {
        return Assertions.tuple(APPLICATION.formatted(application) + leaf, text);
    }

    @Test
    void an_endpoint_of_an_application_is_in_use() {
        ProposedConfiguration before = with(List.of(), IMAGING, ARCHIVES);
        ProposedConfiguration after = with(List.of(), network("z"), IMAGING, ARCHIVES);

        assertThat(defects(before, after))
                .containsExactly(new Defect(
                        Kind.IN_USE,
                        APPLICATION.formatted("imaging") + "endpoint[.='a']",
                        "no network holds endpoint a any more, which application imaging names"));
    }
}
