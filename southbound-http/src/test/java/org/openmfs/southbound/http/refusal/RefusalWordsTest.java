package org.openmfs.southbound.http.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.ScriptedServer;

/** What a manager says for people when it refuses is told, as far as it is safe to show. */
@Timeout(30)
final class RefusalWordsTest {
    private static final String JSON = "application/yang-data+json";
    private static final String XML = "application/yang-data+xml";
    private static final String THING = "/data/thing";
    private static final String STATUS = "GET /restconf/data/thing was answered with status ";
    private static final String FULL = """
            {"ietf-restconf:errors":{"error":[{"error-type":"application","error-tag":"resource-denied",
              "error-message":"t-o has not enough capacity left"}]}}""";

    private final ScriptedServer manager = new ScriptedServer();
    private final RestconfClient client = new RestconfClient(
            "west",
            manager.root(),
            ManagerTls.trusting(Optional.empty()),
            new Login.Basic(new Credential("mfs", "planted-secret")));

    @AfterEach
    void stop() {
        manager.close();
    }

    private SouthboundFailure refusal(int status, String type, String body) {
        manager.answer(THING, status, type, body.getBytes(StandardCharsets.UTF_8));
        return catchThrowableOfType(SouthboundFailure.class, () -> client.get(THING));
    }

    private static String errors(String message) {
        return "{\"errors\":{\"error\":[{\"error-tag\":\"operation-failed\",\"error-message\":\"" + message + "\"}]}}";
    }

    @Test
    void the_error_message_and_tag_of_a_refusal_are_told_whatever_the_request_and_status() {
        assertThat(refusal(409, JSON, FULL))
                .hasMessageEndingWith(STATUS + "409: resource-denied: t-o has not enough capacity left");
        assertThat(refusal(503, JSON, FULL))
                .hasMessageEndingWith("503: resource-denied: t-o has not enough capacity left");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> client.put(THING, "{}")))
                .hasMessageContaining(
                        "PUT /restconf/data/thing was answered with status 503: resource-denied: t-o has");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> client.post(THING, "{}")))
                .hasMessageContaining("t-o has not enough capacity left");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> client.delete(THING)))
                .hasMessageContaining("t-o has not enough capacity left");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> client.attempt("POST", THING, "{}")))
                .hasMessageContaining("t-o has not enough capacity left");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> client.open(URI.create("/restconf" + THING))))
                .hasMessageContaining("t-o has not enough capacity left");
    }

    @Test
    void what_is_said_with_a_refused_credential_is_told_too() {
        SouthboundFailure forbidden = refusal(403, JSON, errors("user mfs may not write services"));

        assertThat(forbidden.code()).isEqualTo(ReasonCode.CREDENTIAL_REFUSED);
        assertThat(forbidden).hasMessageContaining("(status 403): operation-failed: user mfs may not write services");
    }

    @Test
    void several_errors_are_told_one_after_the_other_and_an_error_without_a_message_by_its_tag() {
        assertThat(refusal(400, JSON, """
                {"ietf-restconf:errors":{"error":[{"error-tag":"in-use"},{"error-message":"line t-o is in repair"}]}}""")).hasMessageEndingWith("400: in-use; line t-o is in repair");
        assertThat(refusal(400, JSON, "{\"errors\":{\"error\":{\"error-message\":\"no list at all\"}}}"))
                .hasMessageEndingWith("400: no list at all");
    }

    @Test
    void xml_plain_text_and_problem_json_are_understood() {
        assertThat(refusal(409, XML, """
                <?xml version="1.0"?><errors xmlns="urn:ietf:params:xml:ns:yang:ietf-restconf"><error>
                <error-type>application</error-type><error-tag>resource-denied</error-tag>
                <error-message xml:lang="en">t-o &amp; t-p are <![CDATA[full]]></error-message></error></errors>""")).hasMessageEndingWith("409: resource-denied: t-o & t-p are full");
        assertThat(refusal(409, "text/plain; charset=utf-8", "the line\nis full\n"))
                .hasMessageEndingWith("409: the line is full");
        assertThat(refusal(409, "application/problem+json", "{\"title\":\"Conflict\",\"detail\":\"the line is full\"}"))
                .hasMessageEndingWith("409: Conflict; the line is full");
        assertThat(refusal(500, "application/json", "{\"error\":\"boom\",\"message\":\"no licence\",\"path\":\"/x\"}"))
                .hasMessageEndingWith("500: no licence");
    }

    @Test
    void what_is_no_word_for_people_leaves_the_sentence_as_it_is() {
        assertThat(refusal(500, "text/html", "<html><body>Server &nbsp; error</body></html>"))
                .hasMessageEndingWith("status 500");
        assertThat(refusal(500, XML, "<errors><error><error-message>broken off"))
                .hasMessageEndingWith("status 500");
        assertThat(refusal(
                        500,
                        XML,
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>"
                                + "<errors><error><error-message>&b;</error-message></error></errors>"))
                .hasMessageEndingWith("status 500");
        assertThat(refusal(500, JSON, "{\"errors\":7}")).hasMessageEndingWith("status 500");
        assertThat(refusal(500, JSON, "[".repeat(1000))).hasMessageEndingWith("status 500");
        assertThat(refusal(500, "application/octet-stream", "\u0000\u0001")).hasMessageEndingWith("status 500");
        assertThat(refusal(500, JSON, "")).hasMessageEndingWith("status 500");
    }

    @Test
    void control_characters_go_and_at_most_two_hundred_characters_are_told() {
        assertThat(refusal(409, JSON, errors("red\\u001b[31m alert\\r\\nnext line\\u0000")))
                .hasMessageEndingWith("operation-failed: red [31m alert next line");
        String told = refusal(409, JSON, errors("very full ".repeat(2000))).getMessage();
        assertThat(told).endsWith("…");
        assertThat(told.substring(told.indexOf("409: ") + 5)).hasSizeBetween(150, 201);
    }

    @Test
    void no_credential_is_told_neither_ours_nor_what_looks_like_one() {
        assertThat(refusal(409, JSON, errors("wrong: planted-secret of mfs")).getMessage())
                .endsWith("status 409");
        assertThat(refusal(409, JSON, errors("x".repeat(15) + " very".repeat(36) + " planted-secret"))
                        .getMessage())
                .doesNotContain("planted");
        assertThat(refusal(409, JSON, errors("wrong: bWZzOnBsYW50ZWQtc2VjcmV0")).getMessage())
                .endsWith("wrong: …");
        assertThat(refusal(409, JSON, errors("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJlMTIz is over"))
                        .getMessage())
                .doesNotContain("eyJ")
                .contains("token … is over");
        assertThat(refusal(409, JSON, errors("password=hunter2, at https://joe:pw9@nms/x"))
                        .getMessage())
                .doesNotContain("hunter2", "pw9");
    }

    @Test
    void names_and_uuids_of_what_is_refused_stay() {
        String named = "service 3f2504e0-4f89-11d3-9a0c-0305e82c3301 needs tapi-common:context/tapi-connectivity";

        assertThat(refusal(409, JSON, errors(named))).hasMessageEndingWith(named);
    }
}
