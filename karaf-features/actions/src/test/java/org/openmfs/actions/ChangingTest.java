package org.openmfs.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.actions.port.Restconf;
import org.openmfs.actions.port.Restconf.Call;

/** What is written and taken away. */
final class ChangingTest {
    private final ScriptedRestconf restconf = new ScriptedRestconf();
    private final Changing changing = new Changing(restconf);

    @Test
    void each_entry_of_a_document_takes_the_place_of_its_own_in_one_patch() throws Exception {
        restconf.answers("PATCH /data", 200, "{}");

        Result.Done done = changing.apply(Document.of("""
                {"mfs-service:service":[{"id":"b&w","protection-class":"gold"}],
                 "mfs-network:devices":{"device":[{"id":"alice"},{"id":"bob"}]}}"""));

        assertThat(done.deed()).isEqualTo("applied");
        assertThat(done.things()).containsExactly("service b&w", "device alice", "device bob");
        Call call = restconf.changes().getFirst();
        assertThat(restconf.changes()).hasSize(1);
        assertThat(call.mediaType()).isEqualTo(Restconf.PATCH);
        assertThat(JsonParser.parseString(call.body())).isEqualTo(JsonParser.parseString("""
                {"ietf-yang-patch:yang-patch":{"patch-id":"apply","edit":[
                {"edit-id":"service b&w","operation":"replace","target":"/mfs-service:services/service=b%26w",
                 "value":{"mfs-service:service":[{"id":"b&w","protection-class":"gold"}]}},
                {"edit-id":"device alice","operation":"replace","target":"/mfs-network:devices/device=alice",
                 "value":{"mfs-network:device":[{"id":"alice"}]}},
                {"edit-id":"device bob","operation":"replace","target":"/mfs-network:devices/device=bob",
                 "value":{"mfs-network:device":[{"id":"bob"}]}}]}}"""));
    }

    @Test
    void what_operators_have_no_word_for_is_added_to_what_is_there_and_an_export_may_be_applied() throws Exception {
        restconf.answers("PATCH /data", 200, "{}");

        Result.Done done = changing.apply(Document.of("""
                {"ietf-restconf:data":{"example:other":{"leaf":1},
                 "ietf-network:networks":{"network":[{"network-id":"metro"}]}}}"""));

        assertThat(done.things()).containsExactly("example:other", "network metro");
        assertThat(restconf.changes().getFirst().body())
                .contains("\"operation\":\"merge\",\"target\":\"/example:other\"", "\"operation\":\"replace\"");
    }

    @Test
    void what_is_no_part_of_a_configuration_is_refused_before_anything_is_sent() {
        for (String text : List.of(
                "",
                "[]",
                "{",
                "{}",
                "{\"service\":[{\"id\":\"blue\"}]}",
                "{\"mfs-service:service\":[{\"protection-class\":\"gold\"}]}",
                "{\"mfs-service:service\":[]}")) {
            assertThatThrownBy(() -> changing.apply(Document.of(text)))
                    .as(text)
                    .isInstanceOfSatisfying(
                            ActionFailure.class,
                            failure -> assertThat(failure.problem()).isInstanceOf(Problem.WrongArgument.class))
                    .hasMessageStartingWith("FILE: an object whose members are named as mfs-service:service");
        }
        assertThat(restconf.changes()).isEmpty();
    }

    @Test
    void everything_that_the_manager_refuses_is_told() {
        restconf.answers("PATCH /data", 400, """
                {"ietf-yang-patch:yang-patch-status":{"patch-id":"apply","edit-status":{"edit":[{"edit-id":"service blue",
                "errors":{"error":[{"error-type":"application","error-tag":"invalid-value",
                "error-path":"/mfs-service:services/service[id='blue']/protection-class",
                "error-message":"there is no class gold"},
                {"error-tag":"invalid-value","error-message":"and no endpoint e1"}]}}]}}}""");

        assertThatThrownBy(() -> changing.apply(Document.of("{\"mfs-service:service\":[{\"id\":\"blue\"}]}")))
                .hasMessage("/mfs-service:services/service[id='blue']/protection-class: there is no class gold\n"
                        + "and no endpoint e1");
    }

    @Test
    void a_thing_is_deleted_by_its_name_and_one_that_is_not_there_is_refused() throws Exception {
        restconf.answers("DELETE /data/mfs-policy:protection-classes/protection-class=gold", 204, "");
        restconf.answers("GET /data/ietf-network:networks?content=config", """
                {"ietf-network:networks":{"network":[{"network-id":"m","node":[
                  {"node-id":"A","mfs-network:endpoint":[{"id":"e1"}]}]}]}}""");
        restconf.answers("DELETE /data/ietf-network:networks/network=m/node=A/mfs-network:endpoint=e1", 204, "");

        assertThat(changing.delete(Subject.CLASSES, "gold"))
                .isEqualTo(new Result.Done("deleted", List.of("class gold")));
        assertThat(changing.delete(Subject.ENDPOINTS, "e1"))
                .isEqualTo(new Result.Done("deleted", List.of("endpoint e1")));
        assertThatThrownBy(() -> changing.delete(Subject.DEVICES, "alice")).hasMessage("there is no device alice");
        assertThatThrownBy(() -> changing.delete(Subject.KEYS, "c0ffee"))
                .hasMessageStartingWith("SUBJECT: one of service, device,");
    }

    @Test
    void what_others_use_is_not_deleted_and_says_who() {
        restconf.answers("DELETE /data/mfs-policy:protection-classes/protection-class=gold", 409, """
                {"ietf-restconf:errors":{"error":[{"error-tag":"in-use","error-message":"service blue uses it",
                "error-path":"/mfs-policy:protection-classes/protection-class[id='gold']"}]}}""");

        assertThatThrownBy(() -> changing.delete(Subject.CLASSES, "gold")).hasMessageEndingWith("service blue uses it");
    }

    @Test
    void the_whole_configuration_is_exported_as_it_is_read() throws Exception {
        restconf.answers("GET /data?content=config", "{\"ietf-restconf:data\":{\"mfs-method:methods\":{}}}");

        assertThat(changing.export().configuration())
                .isEqualTo(JsonParser.parseString("{\"ietf-restconf:data\":{\"mfs-method:methods\":{}}}"));
    }
}
