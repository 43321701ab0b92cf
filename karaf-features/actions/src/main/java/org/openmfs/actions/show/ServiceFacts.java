package org.openmfs.actions.show;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Members;
import org.openmfs.actions.Subject;

/** A service: what was asked for, where it stands and why. */
final class ServiceFacts {
    private ServiceFacts() {}

    static List<String> of(Entry service) {
        Facts facts = new Facts();
        List<Column> columns = Columns.of(Subject.SERVICES);
        columns.subList(0, columns.size() - 1)
                .forEach(column -> facts.with(column.name(), column.cell().apply(service)));
        JsonObject content = service.content();
        facts.with("wanted", Members.text(content, "admin-state").orElse("active"));
        facts.with("key", leaf(content, "state/keying/key-id"));
        facts.with("last rekey", Column.second(leaf(content, "state/keying/last-rekey")));
        facts.with("next rekey", Column.second(leaf(content, "state/keying/next-rekey")));
        facts.with(
                "generation", leaf(content, "state/observed-generation") + " of " + leaf(content, "state/generation"));
        facts.with("plan", leaf(content, "state/plan/hash"));
        return facts.with(
                        "reasons",
                        Members.objects(content, "state/reason").stream()
                                .map(ServiceFacts::reason)
                                .toList())
                .lines();
    }

    private static String leaf(JsonObject content, String path) {
        return Members.text(content, path).orElse(Column.NOTHING);
    }

    private static String reason(JsonObject reason) {
        return trouble(reason) + ", since " + Column.second(leaf(reason, "since"));
    }

    static String trouble(JsonObject reason) {
        return Tables.words(Stream.of(
                        leaf(reason, "id"), Members.text(reason, "subject").orElse("")))
                + ": " + leaf(reason, "text");
    }

    static Facts plan(Facts facts, JsonObject plan) {
        return facts.with("hash", leaf(plan, "hash"))
                .with(
                        "suites",
                        perLeg(plan, "suite")
                                .map(suite -> leaf(suite, "id") + " by " + leaf(suite, "combiner"))
                                .toList())
                .with("paths", perLeg(plan, "path").map(ServiceFacts::path).toList())
                .with("steps", Members.texts(plan, "step"));
    }

    /** What all legs have of it, each once. */
    private static Stream<JsonObject> perLeg(JsonObject plan, String list) {
        return Members.objects(plan, "leg").stream()
                .flatMap(leg -> Members.objects(leg, list).stream())
                .distinct();
    }

    private static String path(JsonObject path) {
        return leaf(path, "purpose").replace('-', ' ') + " over " + String.join(" - ", Members.texts(path, "node"));
    }
}
