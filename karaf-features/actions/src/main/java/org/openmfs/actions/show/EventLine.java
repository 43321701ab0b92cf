package org.openmfs.actions.show;

import com.google.gson.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.actions.Event;
import org.openmfs.actions.Members;

/** An event in one line: when, what, and what became of it. */
final class EventLine {
    private EventLine() {}

    static String of(Event event) {
        JsonObject content = event.content();
        String what = event.name().substring(event.name().indexOf(':') + 1);
        String said = switch (what) {
            case "service-changed" -> service(content);
            case "connection-changed" -> connection(content);
            case "alarm-raised", "alarm-cleared" -> alarm(what, content);
            default -> what + ": " + content;
        };
        return Column.second(leaf(content, "time")) + " " + said;
    }

    private static String service(JsonObject content) {
        String reasons = Members.objects(content, "reason").stream()
                .map(ServiceFacts::trouble)
                .collect(Collectors.joining("; "));
        return Tables.words(Stream.of(
                "service",
                leaf(content, "service") + ":",
                leaf(content, "phase"),
                Members.text(content, "key-id").map(key -> "under key " + key).orElse(""),
                reasons.isEmpty() ? "" : "(" + reasons + ")"));
    }

    private static String connection(JsonObject content) {
        return leaf(content, "kind") + " " + leaf(content, "id") + ": " + leaf(content, "connection") + " ("
                + leaf(content, "text") + ")";
    }

    private static String alarm(String what, JsonObject content) {
        return what.replace('-', ' ') + " " + leaf(content, "id") + ": " + leaf(content, "reason") + " of "
                + leaf(content, "subject") + ": " + leaf(content, "text");
    }

    private static String leaf(JsonObject content, String path) {
        return Members.text(content, path).orElse(Column.NOTHING);
    }
}
