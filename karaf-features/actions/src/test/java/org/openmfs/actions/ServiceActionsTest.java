package org.openmfs.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.actions.port.Restconf;
import org.openmfs.actions.port.Restconf.Call;

/** What is done with a service that is there. */
final class ServiceActionsTest {
    private static final String BLUE = "/data/mfs-service:services/service=blue";
    private static final String THERE = "{\"mfs-service:service\":[{\"id\":\"blue\"}]}";

    private final ScriptedRestconf restconf = new ScriptedRestconf();
    private final ServiceActions actions = new ServiceActions(restconf);

    @Test
    void a_service_is_suspended_and_resumed_by_its_administrative_state_alone() throws Exception {
        restconf.answers("PATCH " + BLUE, 204, "");

        assertThat(actions.suspend("blue")).isEqualTo(new Result.Done("suspended", List.of("service blue")));
        assertThat(actions.resume("blue")).isEqualTo(new Result.Done("resumed", List.of("service blue")));

        assertThat(restconf.changes())
                .containsExactly(
                        new Call("PATCH", BLUE, Restconf.JSON, """
                                {"mfs-service:service":[{"id":"blue","admin-state":"suspended"}]}"""), new Call("PATCH", BLUE, Restconf.JSON, """
                                {"mfs-service:service":[{"id":"blue","admin-state":"active"}]}"""));
    }

    @Test
    void a_service_that_is_not_there_is_not_changed_planned_or_rekeyed() {
        restconf.answers("GET /data/mfs-service:services?fields=service(id)", """
                {"mfs-service:services":{"service":[{"id":"blue"}]}}""");

        assertThatThrownBy(() -> actions.suspend("bluw")).hasMessage("there is no service bluw; did you mean blue?");
        assertThatThrownBy(() -> actions.plan("green")).hasMessage("there is no service green");
        assertThatThrownBy(() -> actions.rekey("green")).hasMessage("there is no service green");
        assertThat(restconf.changes()).extracting(Call::method).containsExactly("PATCH");
    }

    @Test
    void a_dry_run_asks_for_the_plan_of_what_is_configured() throws Exception {
        restconf.answers("GET " + BLUE + "?content=config", THERE);
        restconf.answers("POST /operations/mfs-service:plan-service", """
                {"mfs-service:output":{"plan":{"hash":"ab"}}}""");

        Result.Planned planned = actions.plan("blue");

        assertThat(planned.service()).isEqualTo("blue");
        assertThat(planned.output()).hasToString("{\"plan\":{\"hash\":\"ab\"}}");
        assertThat(restconf.changes()).singleElement().extracting(Call::body).isEqualTo("""
                {"mfs-service:input":{"id":"blue"}}""");
    }

    @Test
    void a_dry_run_of_a_file_asks_for_the_plan_of_its_intent() throws Exception {
        restconf.answers("POST /operations/mfs-service:plan-service", """
                {"mfs-service:output":{"reason":[{"id":"unknown-class","subject":"gold","text":"no such class"}]}}""");

        actions.plan(Document.of("""
                {"mfs-service:services":{"service":[{"id":"new","protection-class":"gold"}]}}"""));

        assertThat(restconf.changes()).singleElement().extracting(Call::body).isEqualTo("""
                {"mfs-service:input":{"id":"new","intent":{"protection-class":"gold"}}}""");
        assertThatThrownBy(() -> actions.plan(Document.of("{\"mfs-method:methods\":{}}")))
                .hasMessage(
                        "FILE: one service, as {\"mfs-service:service\":[{…}]} was expected, not 'mfs-method:methods'");
    }

    @Test
    void another_key_is_asked_for_by_the_name_of_the_service() throws Exception {
        restconf.answers("GET " + BLUE + "?content=config", THERE);
        restconf.answers("POST /operations/mfs-operation:rekey-service", 204, "");

        assertThat(actions.rekey("blue"))
                .isEqualTo(new Result.Done("asked for another key of", List.of("service blue")));

        assertThat(restconf.changes()).singleElement().extracting(Call::body).isEqualTo("""
                {"mfs-operation:input":{"id":"blue"}}""");
    }
}
