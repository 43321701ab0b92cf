package org.openmfs.agent.netconf.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The members of one object of a file. Who reads it asks for each member that may be there and then for what is
 * {@link #made} of them; faults are noted, and reading goes on.
 */
public final class Members {
    private final String path;
    private final Map<String, JsonValue> values;
    private final Faults faults;
    private final int faultsBefore;
    private final Set<String> known = new LinkedHashSet<>();

    private Members(String path, JsonValue.Structure object, Faults faults) {
        this.path = path;
        this.values = object.values();
        this.faults = faults;
        this.faultsBefore = faults.count();
    }

    /** The members of a file's outermost object. */
    public static Members of(JsonValue.Structure file, Faults faults) {
        return new Members("", file, faults);
    }

    public <T> Reading<T> required(String name, Form<T> form) {
        return find(name).map(value -> read(at(name), value, form)).orElseGet(() -> missing(name, form.expected()));
    }

    public <T> Reading<Optional<T>> optional(String name, Form<T> form) {
        return optional(name, form.then(Optional::of), Optional.empty());
    }

    public <T> Reading<T> optional(String name, Form<T> form, T otherwise) {
        return find(name).map(value -> read(at(name), value, form)).orElseGet(() -> Reading.of(otherwise));
    }

    public <T> Reading<T> object(String name, Function<Members, Reading<T>> reader) {
        return find(name).map(value -> object(at(name), value, reader)).orElseGet(() -> missing(name, "an object"));
    }

    public <T> Reading<Optional<T>> optionalObject(String name, Function<Members, Reading<T>> reader) {
        Optional<Reading<T>> read = find(name).map(value -> object(at(name), value, reader));
        return read.map(Members::present).orElseGet(() -> Reading.of(Optional.empty()));
    }

    private static <T> Reading<Optional<T>> present(Reading<T> reading) {
        return reading.isFaulty() ? Reading.faulty() : Reading.of(Optional.of(reading.get()));
    }

    /** A list of objects that must be there. */
    public <T> Reading<List<T>> objects(String name, int most, Function<Members, Reading<T>> reader) {
        return find(name)
                .map(value -> items(name, value, most, (at, item) -> object(at, item, reader)))
                .orElseGet(() -> missing(name, "a list"));
    }

    /** A list of objects; empty when absent. */
    public <T> Reading<List<T>> optionalObjects(String name, int most, Function<Members, Reading<T>> reader) {
        return has(name) ? objects(name, most, reader) : Reading.of(List.of());
    }

    /** An object whose members have names that nobody here knows, and plain values; empty when absent. */
    public <T> Reading<Map<String, T>> named(String name, Form<T> form) {
        Optional<JsonValue> found = find(name);
        if (found.isEmpty()) {
            return Reading.of(Map.of());
        }
        return object(at(name), found.get(), members -> members.all(form));
    }

    private <T> Reading<Map<String, T>> all(Form<T> form) {
        Map<String, T> read = new LinkedHashMap<>();
        values.forEach((name, value) -> read(at(name), value, form).ifRead(made -> read.put(name, made)));
        return read.size() == values.size() ? Reading.of(read) : Reading.faulty();
    }

    /** A list of plain values; empty when absent. */
    public <T> Reading<List<T>> values(String name, int most, Form<T> form) {
        return find(name)
                .map(value -> items(name, value, most, (at, item) -> read(at, item, form)))
                .orElseGet(() -> Reading.of(List.of()));
    }

    private interface ItemReader<T> {
        Reading<T> read(String at, JsonValue item);
    }

    private <T> Reading<List<T>> items(String name, JsonValue value, int most, ItemReader<T> reader) {
        if (!(value instanceof JsonValue.Items(List<JsonValue> items)) || items.size() > most) {
            String not =
                    value instanceof JsonValue.Items(List<JsonValue> many) ? "of " + many.size() : Shown.value(value);
            wrong(name, "expected a list of at most " + most + ", not " + not);
            return Reading.faulty();
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            reader.read(at(name) + "[" + i + "]", items.get(i)).ifRead(read::add);
        }
        return read.size() == items.size() ? Reading.of(List.copyOf(read)) : Reading.faulty();
    }

    /** What the object stands for, made when all its members are right and no other is there. */
    public <T> Reading<T> made(Supplier<T> maker) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                faults.add(at(name), unknown(name));
            }
        }
        return faults.count() == faultsBefore ? Reading.of(maker.get()) : Reading.faulty();
    }

    private String unknown(String name) {
        return Nearest.to(name, known)
                .map(near -> "is unknown; did you mean '" + near + "'?")
                .orElseGet(() -> "is unknown; known are " + String.join(", ", known));
    }

    /** Refuses a member of earlier versions by what stands in its place today. */
    public void retired(String name, String today) {
        if (values.containsKey(name)) {
            known.add(name);
            wrong(name, "expected " + today + " instead");
        }
    }

    /** Notes a fault that only several members together show. */
    public void wrong(String name, String what) {
        faults.add(at(name), what);
    }

    /** The path of a member, as messages name it. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Whether a member that may be there is. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<JsonValue> find(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    private <T> Reading<T> missing(String name, String expected) {
        wrong(name, "expected " + expected + ", but it is missing");
        return Reading.faulty();
    }

    private <T> Reading<T> read(String at, JsonValue value, Form<T> form) {
        try {
            return Reading.of(form.read(value));
        } catch (Form.Refused refused) {
            faults.add(at, refused.getMessage());
            return Reading.faulty();
        }
    }

    private <T> Reading<T> object(String at, JsonValue value, Function<Members, Reading<T>> reader) {
        if (value instanceof JsonValue.Structure object) {
            return reader.apply(new Members(at, object, faults));
        }
        faults.add(at, "expected an object, not " + Shown.value(value));
        return Reading.faulty();
    }
}
