package org.openmfs.actions.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Event;
import org.openmfs.actions.Problem;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;

/** Text of devices and managers can't tell a terminal what to do, nor look like lines that it is not. */
final class ControlCharactersTest {
    /** Escape, bell, C1's control sequence, a line's ends, another direction, a tag of Unicode's plane 14. */
    private static final String ODD = "a\u001b[2J\u0007b\u009b31mc\r\nd\u2028e\u202ef\udb40\udc41g\u007f";

    private static JsonObject content() {
        JsonObject content = new JsonObject();
        content.addProperty("id", ODD);
        content.addProperty("phase", ODD);
        content.addProperty("service", ODD);
        content.addProperty("host", ODD);
        JsonObject reason = new JsonObject();
        reason.addProperty("id", ODD);
        reason.addProperty("text", ODD);
        JsonArray reasons = new JsonArray();
        reasons.add(reason);
        content.add("reason", reasons);
        content.add(ODD, reason);
        return content;
    }

    private static Event event(String name) {
        return new Event(name, content(), content());
    }

    private static Stream<List<String>> printed(Rendering rendering) {
        Entry entry = new Entry(ODD, "/", content(), content());
        return Stream.of(
                rendering.of(new Result.Listed(Subject.SERVICES, List.of(entry))),
                rendering.of(new Result.Listed(Subject.KEYS, List.of(entry))),
                rendering.of(new Result.Shown(Subject.DEVICES, entry)),
                rendering.of(new Result.Shown(Subject.SERVICES, entry)),
                rendering.of(new Result.Planned(ODD, content())),
                rendering.of(new Result.Done("deleted", List.of(ODD))),
                rendering.of(new Result.Exported(content())),
                rendering.of(event("mfs-event:service-changed")),
                rendering.of(event("mfs-event:connection-changed")),
                rendering.of(event("mfs-event:" + ODD)),
                rendering.of(new Problem.UnknownId(Subject.SERVICES, ODD, List.of(ODD))),
                rendering.of(new Problem.Refused(409, List.of(new Problem.Fault("/" + ODD, "in-use", ODD)))));
    }

    @Test
    void tables_and_lines_show_none_of_the_characters_that_steer_a_terminal() {
        assertThat(printed(new Tables(false)).flatMap(List::stream))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]"));
        assertThat(new Tables(true).of(event("mfs-event:service-changed"))).hasSize(1);
    }

    @Test
    void json_has_them_escaped_and_reads_as_it_was() {
        assertThat(printed(new Json()).flatMap(List::stream))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]"));
        String exported = String.join("\n", new Json().of(new Result.Exported(content())));

        assertThat(JsonParser.parseString(exported)).isEqualTo(content());
    }
}
