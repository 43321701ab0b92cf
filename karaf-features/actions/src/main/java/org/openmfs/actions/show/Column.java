package org.openmfs.actions.show;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Members;

/** A column of a table: what it is called, and what it shows of a thing. */
record Column(String name, Function<Entry, String> cell) {
    static final String NOTHING = "-";

    /** The leaf at a path; where it is not there, what the model has in its place. */
    static Column leaf(String name, String path, String otherwise) {
        return new Column(name, entry -> Members.text(entry.content(), path).orElse(otherwise));
    }

    static Column leaf(String name, String path) {
        return leaf(name, path, NOTHING);
    }

    /** What was found beside the thing. */
    static Column beside(String name) {
        return new Column(
                name,
                entry -> all(Stream.concat(
                        Members.text(entry.beside(), name).stream(), Members.texts(entry.beside(), name).stream())));
    }

    static Column time(String name, String path) {
        return new Column(
                name,
                entry -> Members.text(entry.content(), path).map(Column::second).orElse(NOTHING));
    }

    /** A leaf-list. */
    static Column list(String name, String path) {
        return new Column(name, entry -> all(Members.texts(entry.content(), path).stream()));
    }

    /** A leaf of each entry of a list. */
    static Column each(String name, String path, String leaf) {
        return new Column(
                name,
                entry -> all(Members.objects(entry.content(), path).stream()
                        .flatMap(one -> Members.text(one, leaf).stream())));
    }

    /** How many entries a list has. */
    static Column count(String name, String path) {
        return new Column(
                name,
                entry -> Integer.toString(Members.objects(entry.content(), path).size()));
    }

    static String all(Stream<String> texts) {
        String text = texts.distinct().collect(Collectors.joining(", "));
        return text.isEmpty() ? NOTHING : text;
    }

    /** UTC, to the second. */
    static String second(String time) {
        try {
            return OffsetDateTime.parse(time)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        } catch (DateTimeException other) {
            return time;
        }
    }

    static Table table(List<Column> columns, List<Entry> entries) {
        return new Table(
                columns.stream().map(Column::name).toList(),
                entries.stream()
                        .map(entry -> columns.stream()
                                .map(column -> column.cell().apply(entry))
                                .toList())
                        .toList());
    }
}
