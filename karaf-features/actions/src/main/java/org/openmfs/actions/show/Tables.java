package org.openmfs.actions.show;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Event;
import org.openmfs.actions.Members;
import org.openmfs.actions.Problem;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;

/** Tables and lines for people. */
public final class Tables implements Rendering {
    private static final int WIDTH = 100;
    private static final int SHORTEST_ID = 8;

    private final boolean full;

    /** @param full whole ids of keys, and every column */
    public Tables(boolean full) {
        this.full = full;
    }

    @Override
    public List<String> of(Result result) {
        return switch (result) {
            case Result.Listed(Subject subject, List<Entry> entries) -> listed(subject, entries);
            case Result.Shown(Subject subject, Entry entry) -> shown(subject, entry);
            case Result.Planned planned -> planned(planned);
            case Result.Done(String deed, List<String> things) ->
                things.stream().map(thing -> Harmless.line(deed + " " + thing)).toList();
            case Result.Exported(JsonObject configuration) -> new Json().of(result);
        };
    }

    private List<String> listed(Subject subject, List<Entry> entries) {
        if (subject != Subject.KEYS) {
            return Column.table(Columns.of(subject), entries).lines();
        }
        if (full) {
            return Column.table(Columns.WHOLE_KEYS, entries).lines();
        }
        int length = shortId(entries);
        List<Column> columns = new ArrayList<>(Columns.of(subject));
        columns.set(
                0,
                new Column(
                        "key",
                        entry -> entry.id()
                                .substring(0, Math.min(length, entry.id().length()))));
        return Column.table(columns, entries).lines(WIDTH);
    }

    /** As many signs as tell the keys apart. */
    private static int shortId(List<Entry> keys) {
        List<String> ids = keys.stream().map(Entry::id).distinct().sorted().toList();
        int length = SHORTEST_ID;
        for (int i = 1; i < ids.size(); i++) {
            length = Math.max(length, common(ids.get(i - 1), ids.get(i)) + 1);
        }
        return length;
    }

    private static int common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private static List<String> shown(Subject subject, Entry entry) {
        return subject == Subject.SERVICES
                ? ServiceFacts.of(entry)
                : new Facts().with(entry.content()).with(entry.beside()).lines();
    }

    private static List<String> planned(Result.Planned planned) {
        Facts facts = new Facts().with("service", planned.service());
        List<JsonObject> reasons = Members.objects(planned.output(), "reason");
        if (!reasons.isEmpty()) {
            return facts.with(
                            "in the way",
                            reasons.stream().map(ServiceFacts::trouble).toList())
                    .lines();
        }
        return ServiceFacts.plan(facts, Members.object(planned.output(), "plan"))
                .lines();
    }

    @Override
    public List<String> of(Event event) {
        return List.of(Harmless.line(EventLine.of(event)));
    }

    @Override
    public List<String> of(Problem problem) {
        return problem.text().lines().map(Harmless::line).toList();
    }

    static String words(Stream<String> some) {
        return String.join(" ", some.filter(word -> !word.isEmpty()).toList());
    }
}
