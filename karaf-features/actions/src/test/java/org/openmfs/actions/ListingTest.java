package org.openmfs.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What there is, by subject. */
final class ListingTest {
    private final ScriptedRestconf restconf = new ScriptedRestconf();
    private final Listing listing = new Listing(restconf);

    private List<String> ids(Subject subject) throws Exception {
        return listing.list(subject, false).entries().stream().map(Entry::id).toList();
    }

    private static Problem problem(ActionFailure failure) {
        return failure.problem();
    }

    @Test
    void what_there_is_none_of_is_an_empty_list() throws Exception {
        for (Subject subject : Subject.values()) {
            assertThat(listing.list(subject, true).entries()).as(subject.many()).isEmpty();
        }
    }

    @Test
    void services_are_listed_by_name_with_what_the_manager_says_of_them() throws Exception {
        restconf.answers("GET /data/mfs-service:services", """
                {"mfs-service:services":{"service":[{"id":"red"},{"id":"blue","state":{"phase":"active"}}]}}""");

        List<Entry> entries = listing.list(Subject.SERVICES, false).entries();

        assertThat(entries).extracting(Entry::id).containsExactly("blue", "red");
        assertThat(entries.getFirst().content())
                .isEqualTo(JsonParser.parseString("{\"id\":\"blue\",\"state\":{\"phase\":\"active\"}}"));
    }

    @Test
    void alarms_are_listed_by_number() throws Exception {
        restconf.answers("GET /data/mfs-event:alarms", """
                {"mfs-event:alarms":{"alarm":[{"id":"10"},{"id":"9"}]}}""");

        assertThat(ids(Subject.ALARMS)).containsExactly("9", "10");
    }

    @Test
    void destroyed_keys_are_listed_only_with_everything() throws Exception {
        restconf.answers("GET /data/mfs-key:keys", """
                {"mfs-key:keys":{"key":[{"id":"aa"},{"id":"bb","destroyed":"2026-11-30T12:00:00Z"}]}}""");

        assertThat(ids(Subject.KEYS)).containsExactly("aa");
        assertThat(listing.list(Subject.KEYS, true).entries()).hasSize(2);
    }

    @Test
    void a_key_is_found_by_its_beginning_where_no_other_has_it() throws Exception {
        restconf.answers("GET /data/mfs-key:keys", """
                {"mfs-key:keys":{"key":[{"id":"c0ffee01"},{"id":"c0ffee02"},{"id":"dead"}]}}""");
        restconf.answers("GET /data/mfs-key:keys?fields=key(id)", """
                {"mfs-key:keys":{"key":[{"id":"c0ffee01"},{"id":"c0ffee02"},{"id":"dead"}]}}""");

        assertThat(listing.show(Subject.KEYS, "de").entry().id()).isEqualTo("dead");
        assertThat(listing.show(Subject.KEYS, "c0ffee02").entry().id()).isEqualTo("c0ffee02");
        assertThatThrownBy(() -> listing.show(Subject.KEYS, "c0ffee"))
                .hasMessage("there is no key c0ffee; did you mean c0ffee01 or c0ffee02?");
    }

    @Test
    void endpoints_are_those_of_all_nodes_of_all_networks_and_say_where_they_are() throws Exception {
        restconf.answers("GET /data/ietf-network:networks?content=config", """
                {"ietf-network:networks":{"network":[{"network-id":"metro","node":[
                  {"node-id":"A b","mfs-network:endpoint":[{"id":"e2"},{"id":"e1","encryption-point":"p"}]},
                  {"node-id":"C"}]},{"network-id":"core"}]}}""");

        Entry endpoint = listing.show(Subject.ENDPOINTS, "e1").entry();

        assertThat(ids(Subject.ENDPOINTS)).containsExactly("e1", "e2");
        assertThat(endpoint.beside()).isEqualTo(JsonParser.parseString("{\"network\":\"metro\",\"node\":\"A b\"}"));
        assertThat(endpoint.path())
                .isEqualTo("/ietf-network:networks/network=metro/node=A%20b/mfs-network:endpoint=e1");
    }

    @Test
    void methods_that_devices_report_stand_beside_the_catalogue() throws Exception {
        restconf.answers("GET /data/mfs-method:methods", """
                {"mfs-method:methods":{"method":[{"id":"hqc-256","life":"compromised"},{"id":"qkd-014"}]}}""");
        restconf.answers("GET /data/mfs-network:devices?fields=device(id;state/method)", """
                {"mfs-network:devices":{"device":[
                  {"id":"bob","state":{"method":[{"id":"ml-kem-1024","category":5},{"id":"qkd-014"}]}},
                  {"id":"alice","state":{"method":[{"id":"qkd-014"}]}},{"id":"carol"}]}}""");

        List<Entry> methods = listing.list(Subject.METHODS, false).entries();

        assertThat(methods).extracting(Entry::id).containsExactly("hqc-256", "ml-kem-1024", "qkd-014");
        assertThat(methods)
                .extracting(method -> Members.text(method.content(), "life").orElse(""))
                .containsExactly("compromised", "", "allowed");
        assertThat(methods)
                .extracting(method -> Members.texts(method.beside(), "device"))
                .containsExactly(List.of(), List.of("bob"), List.of("alice", "bob"));
    }

    @Test
    void one_thing_is_asked_for_by_its_name() throws Exception {
        restconf.answers(
                "GET /data/mfs-service:services/service=blue",
                "{\"mfs-service:service\":[{\"id\":\"blue\",\"protection-class\":\"gold\"}]}");

        assertThat(listing.show(Subject.SERVICES, "blue").entry().content())
                .isEqualTo(JsonParser.parseString("{\"id\":\"blue\",\"protection-class\":\"gold\"}"));
    }

    @Test
    void what_is_not_there_is_refused_with_names_that_are_near() {
        restconf.answers("GET /data/mfs-service:services?fields=service(id)", """
                {"mfs-service:services":{"service":[{"id":"blue"},{"id":"bleu"},{"id":"red"}]}}""");

        assertThatThrownBy(() -> listing.show(Subject.SERVICES, "blu"))
                .isInstanceOfSatisfying(
                        ActionFailure.class,
                        failure -> assertThat(problem(failure))
                                .isEqualTo(new Problem.UnknownId(Subject.SERVICES, "blu", List.of("bleu", "blue"))))
                .hasMessage("there is no service blu; did you mean bleu or blue?");
    }

    @Test
    void a_subject_that_is_none_is_refused_with_those_that_there_are() throws Exception {
        assertThat(Subject.of("service")).isEqualTo(Subject.of("services")).isEqualTo(Subject.SERVICES);
        assertThatThrownBy(() -> Subject.of("servces"))
                .hasMessage("SUBJECT: one of services, devices, managers, networks, endpoints, classes, methods, keys, "
                        + "alarms was expected, not 'servces'; did you mean services?");
    }

    @Test
    void a_manager_that_is_away_or_refuses_is_told_in_its_own_words() {
        restconf.answers("GET /data/mfs-network:devices", 503, """
                {"ietf-restconf:errors":{"error":[{"error-tag":"resource-denied","error-message":"The datastore is away."}]}}""");
        restconf.answers("GET /data/mfs-network:managers", 500, "oops");

        assertThatThrownBy(() -> listing.list(Subject.DEVICES, false))
                .isInstanceOfSatisfying(
                        ActionFailure.class,
                        failure -> assertThat(problem(failure))
                                .isEqualTo(new Problem.Refused(
                                        503,
                                        List.of(new Problem.Fault("", "resource-denied", "The datastore is away.")))));
        assertThatThrownBy(() -> listing.list(Subject.MANAGERS, false)).hasMessage("the manager answered 500");
        restconf.isAway();
        assertThatThrownBy(() -> listing.list(Subject.KEYS, false)).hasMessage("nobody listens at 127.0.0.1:8181");
    }

    @Test
    void names_alone_are_asked_for_to_complete_them() throws Exception {
        restconf.answers("GET /data/ietf-network:networks?fields=network(network-id)", """
                {"ietf-network:networks":{"network":[{"network-id":"metro"}]}}""");

        assertThat(listing.ids(Subject.NETWORKS)).containsExactly("metro");
    }
}
