package org.openmfs.actions.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Event;
import org.openmfs.actions.Problem;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;

/** Results as an operator and as a program gets them. */
final class RenderingTest {
    private static final String BLUE = """
            {"id":"blue","a-end":{"endpoint":"e1"},"z-end":{"endpoint":"e2"},"protection-class":"gold",
             "state":{"phase":"degraded","generation":"2","observed-generation":"1",
              "last-change":"2026-11-23T12:00:00.123Z","plan":{"hash":"abc"},
              "keying":{"suite":"ml-kem-1024","key-id":"c0ffee","stock":3,"rekeys":"7",
               "last-rekey":"2026-11-23T12:00:01Z"},
              "reason":[{"id":"link-down","subject":"link-1","text":"no light","since":"2026-11-23T12:00:00Z"},
               {"id":"link-down","subject":"link-2","text":"no light","since":"2026-11-23T12:00:00Z"}]}}""";
    private static final Rendering TABLES = new Tables(false);
    private static final Rendering JSON = new Json();

    private static JsonObject object(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static Entry entry(String text) {
        return entry(text, "{}");
    }

    private static Entry entry(String text, String beside) {
        JsonObject content = object(text);
        return new Entry(content.get("id").getAsString(), "/x", content, object(beside));
    }

    private static Result listed(Subject subject, Entry... entries) {
        return new Result.Listed(subject, List.of(entries));
    }

    private static JsonObject json(Result result) {
        return object(String.join("\n", JSON.of(result)));
    }

    @Test
    void services_are_a_row_each_and_what_is_not_known_is_a_hyphen() {
        assertThat(TABLES.of(listed(Subject.SERVICES, entry(BLUE), entry("{\"id\":\"red\"}"))))
                .containsExactly(
                        "service  a   z   class  phase     suite        stock  rekeys  since                 reasons",
                        "blue     e1  e2  gold   degraded  ml-kem-1024  3      7       2026-11-23T12:00:00Z  link-down",
                        "red      -   -   -      -         -            0      0       -                     -");
    }

    @Test
    void a_table_of_nothing_has_its_columns_for_every_subject() {
        for (Subject subject : Subject.values()) {
            assertThat(TABLES.of(listed(subject))).singleElement().asString().startsWith(subject.one());
        }
    }

    @Test
    void JSON_names_a_list_with_its_module_and_is_what_the_model_has() {
        JsonObject json = json(listed(Subject.SERVICES, entry(BLUE)));

        assertThat(json.keySet()).containsExactly("mfs-service:service");
        assertThat(json.getAsJsonArray("mfs-service:service").get(0)).isEqualTo(object(BLUE));
        assertThat(json(listed(Subject.NETWORKS))).isEqualTo(object("{\"ietf-network:network\":[]}"));
        assertThat(json(listed(Subject.ENDPOINTS, entry("{\"id\":\"e1\"}", "{\"network\":\"m\",\"node\":\"A\"}"))))
                .isEqualTo(object("{\"mfs-network:endpoint\":[{\"id\":\"e1\",\"network\":\"m\",\"node\":\"A\"}]}"));
    }

    @Test
    void a_service_is_shown_with_why_it_is_degraded() {
        assertThat(TABLES.of(new Result.Shown(Subject.SERVICES, entry(BLUE))))
                .contains("phase       degraded", "generation  1 of 2", "plan        abc", "wanted      active")
                .endsWith(
                        "reasons     link-down link-1: no light, since 2026-11-23T12:00:00Z",
                        "            link-down link-2: no light, since 2026-11-23T12:00:00Z");
    }

    @Test
    void anything_else_is_shown_leaf_by_leaf() {
        assertThat(TABLES.of(new Result.Shown(Subject.DEVICES, entry("""
                        {"id":"alice","port":830,"password-set":true,
                         "state":{"connection":"connected","method":[{"id":"psk","ground":["pre-shared"]},{"id":"hqc"}],
                          "combiner":[]}}""", "{\"network\":\"m\"}"))))
                .containsExactly(
                        "id                alice",
                        "port              830",
                        "password-set      true",
                        "state connection  connected",
                        "state method      id psk, ground pre-shared",
                        "                  id hqc",
                        "state combiner    -",
                        "network           m");
    }

    @Test
    void what_stands_in_the_way_of_a_plan_is_told() {
        assertThat(TABLES.of(new Result.Planned("blue", object("""
                        {"reason":[{"id":"unknown-class","subject":"gold","text":"no such class"}]}"""))))
                .containsExactly("service     blue", "in the way  unknown-class gold: no such class");
    }

    @Test
    void a_plan_is_shown_step_by_step() {
        Result planned = new Result.Planned("blue", object("""
                {"plan":{"hash":"abc","leg":[
                  {"association":"blue/1","suite":[{"id":"s1","combiner":"c"}],
                   "path":[{"id":"1","purpose":"key-exchange","node":["A","B"]}]},
                  {"association":"blue/2","suite":[{"id":"s1","combiner":"c"},{"id":"s2","combiner":"c"}]}],
                 "step":["first","second"]}}"""));

        assertThat(TABLES.of(planned))
                .containsExactly(
                        "service  blue",
                        "hash     abc",
                        "suites   s1 by c",
                        "         s2 by c",
                        "paths    key exchange over A - B",
                        "steps    first",
                        "         second");
        assertThat(json(planned).getAsJsonObject("mfs-service:output").keySet()).containsExactly("service", "plan");
    }

    @Test
    void keys_fit_a_hundred_columns_unless_everything_is_wanted() {
        String rest = "0".repeat(26);
        Entry key = entry("""
                {"id":"c0ffee%s","association":"a-service-with-a-long-name-of-its-own/1","state":"active",
                 "suite":"ml-kem-1024+hqc-256+qkd-014+psk-hmac","enc-dec":"macsec0","made":"2026-11-23T12:00:00Z",
                 "origin":[{"method":"qkd-014","external-id":"y"},{"method":"qkd-014","external-id":"z"}],
                 "device":["alice","bob"]}""".formatted(rest));

        List<String> brief = TABLES.of(listed(Subject.KEYS, key));

        assertThat(brief).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(brief.get(1)).startsWith("c0ffee00  ").contains("alice, b", "2026-11-23T12:00:00Z");
        assertThat(new Tables(true).of(listed(Subject.KEYS, key)).get(1))
                .startsWith("c0ffee" + rest)
                .contains("  qkd-014  ", "a-service-with-a-long-name-of-its-own/1");
    }

    @Test
    void short_ids_of_keys_tell_them_apart() {
        assertThat(TABLES.of(listed(Subject.KEYS, entry("{\"id\":\"c0ffee00a0\"}"), entry("{\"id\":\"c0ffee00b0\"}"))))
                .anyMatch(line -> line.startsWith("c0ffee00a "))
                .anyMatch(line -> line.startsWith("c0ffee00b "));
    }

    @Test
    void devices_and_methods_show_what_they_can_do_and_who_has_it() {
        assertThat(TABLES.of(listed(Subject.DEVICES, entry("""
                        {"id":"alice","host":"::1","state":{"connection":"connected","cf":"cf-a",
                         "method":[{"id":"psk"},{"id":"hqc"}]}}"""))))
                .last()
                .isEqualTo("alice   [::1]:830  connected  -      cf-a  psk, hqc  -");
        assertThat(TABLES.of(listed(
                        Subject.METHODS,
                        entry("{\"id\":\"psk\",\"ground\":[\"pre-shared\"]}", "{\"device\":[\"a\",\"b\"]}"))))
                .last()
                .isEqualTo("psk     pre-shared  0         -     a, b");
    }

    @Test
    void what_was_done_is_a_line_a_thing() {
        Result done = new Result.Done("applied", List.of("service blue", "device alice"));

        assertThat(TABLES.of(done)).containsExactly("applied service blue", "applied device alice");
        assertThat(json(done)).isEqualTo(object("{\"applied\":[\"service blue\",\"device alice\"]}"));
    }

    @Test
    void an_event_is_one_line_for_people_and_for_programs() {
        Event event = event("""
                {"mfs-event:service-changed":{"time":"2026-11-30T12:00:00.5Z","service":"blue","phase":"degraded",
                 "key-id":"c0ffee","reason":[{"id":"link-down","subject":"link-1","text":"no light"}]}}""");

        assertThat(TABLES.of(event))
                .containsExactly(
                        "2026-11-30T12:00:00Z service blue: degraded under key c0ffee (link-down link-1: no light)");
        assertThat(JSON.of(event))
                .singleElement()
                .satisfies(line -> assertThat(object(line)).isEqualTo(event.notification()));
        assertThat(TABLES.of(event("""
                        {"mfs-event:connection-changed":{"time":"2026-11-30T12:00:00Z","kind":"device","id":"alice",
                         "connection":"connected","text":"up"}}"""))).containsExactly("2026-11-30T12:00:00Z device alice: connected (up)");
        assertThat(TABLES.of(event("""
                        {"mfs-event:alarm-cleared":{"time":"2026-11-30T12:00:00Z","id":"3","reason":"link-down",
                         "subject":"m l","text":"no light"}}""")))
                .containsExactly("2026-11-30T12:00:00Z alarm cleared 3: link-down of m l: no light");
    }

    private static Event event(String content) {
        JsonObject notification = object(content);
        String name = notification.keySet().iterator().next();
        return new Event(name, notification.getAsJsonObject(name), notification);
    }

    @Test
    void a_problem_is_lines_for_people_and_errors_of_RESTCONF_for_programs() {
        Problem refused = new Problem.Refused(
                400,
                List.of(
                        new Problem.Fault("/a", "invalid-value", "no such class"),
                        new Problem.Fault("", "", "and more")));

        assertThat(TABLES.of(refused)).containsExactly("/a: no such class", "and more");
        JsonArray errors = object(String.join("\n", JSON.of(refused)))
                .getAsJsonObject("ietf-restconf:errors")
                .getAsJsonArray("error");
        assertThat(errors).isEqualTo(JsonParser.parseString("""
                        [{"error-type":"application","error-tag":"invalid-value","error-path":"/a",
                          "error-message":"no such class"},
                         {"error-type":"application","error-tag":"operation-failed","error-message":"and more"}]"""));
        for (Problem problem : List.of(
                new Problem.UnknownId(Subject.SERVICES, "x", List.of()),
                new Problem.WrongArgument("ID", "", "a name"),
                new Problem.Failed("nobody listens"))) {
            assertThat(String.join("\n", JSON.of(problem))).contains(problem.text());
        }
    }
}
