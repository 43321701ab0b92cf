package org.openmfs.southbound.http.refusal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.southbound.http.json.JsonText;
import org.openmfs.southbound.http.json.JsonValue;
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * What a server says for people when it refuses: tag and message of each error (RFC 8040, section 7.1) in JSON or XML,
 * the members for people of other JSON (RFC 9457 and those before it), or plain text. Nothing where it is none of them.
 */
public final class RefusalWords {
    /** Longer ones are no words for people, and take long to read. */
    private static final int LARGEST_BODY = 1 << 16;

    private static final List<String> ERRORS = List.of("ietf-restconf:errors", "errors");
    private static final List<String> FOR_PEOPLE = List.of("title", "message", "detail", "error-message");

    private RefusalWords() {}

    /** What was said, as it was said: not safe to show; empty where nothing was. */
    public static String of(byte[] body, Optional<String> contentType) {
        String type = contentType.orElse("").toLowerCase(Locale.ROOT);
        if (body.length > LARGEST_BODY || type.contains("html")) {
            return "";
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (type.contains("json") || text.startsWith("{")) {
            return String.join("; ", json(text));
        }
        if (type.contains("xml") || text.startsWith("<")) {
            return String.join("; ", ErrorXml.words(text));
        }
        return type.isEmpty() || type.startsWith("text/") ? text : "";
    }

    private static List<String> json(String text) {
        try {
            return JsonText.parse(text) instanceof JsonValue.Members root ? words(root.named()) : List.of();
        } catch (UnexpectedJson noJson) {
            return List.of();
        }
    }

    private static List<String> words(Map<String, JsonValue> root) {
        List<String> said = new ArrayList<>();
        for (String name : ERRORS) {
            if (root.get(name) instanceof JsonValue.Members errors) {
                entries(errors.named().get("error"))
                        .map(RefusalWords::error)
                        .filter(error -> !error.isEmpty())
                        .forEach(said::add);
            }
        }
        return said.isEmpty() ? texts(root, FOR_PEOPLE) : said;
    }

    /** Some servers write a list of one entry as the entry. */
    private static Stream<JsonValue> entries(JsonValue list) {
        return list instanceof JsonValue.Items items ? items.all().stream() : Stream.ofNullable(list);
    }

    private static String error(JsonValue error) {
        return error instanceof JsonValue.Members members
                ? String.join(": ", texts(members.named(), List.of("error-tag", "error-message")))
                : "";
    }

    private static List<String> texts(Map<String, JsonValue> members, List<String> names) {
        return names.stream()
                .flatMap(name ->
                        members.get(name) instanceof JsonValue.Text(String text) ? Stream.of(text) : Stream.of())
                .filter(text -> !text.isBlank())
                .toList();
    }
}
