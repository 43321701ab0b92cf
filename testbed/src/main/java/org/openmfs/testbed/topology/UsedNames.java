package org.openmfs.testbed.topology;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** The names and ids used so far in one list of the file. */
final class UsedNames {
    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private final Set<String> used = new HashSet<>();
    private final Set<UUID> ids = new HashSet<>();
    private boolean complete = true;

    /** The name of an entry, which no other has; for an entry without a usable one its place. */
    String fresh(Field field) {
        Optional<String> name = field.identifier("name");
        boolean fresh = name.filter(used::add).isPresent();
        if (name.isPresent() && !fresh) {
            field.fault("name", "the name " + name.get() + " is used twice");
        }
        complete &= fresh;
        return fresh ? name.get() : field.place();
    }

    /** Reads the objects of a list; where it is no such list, nothing is said about names that it may have meant. */
    <T> List<T> each(Field holder, String list, BiFunction<Field, UsedNames, T> read) {
        complete &= holder.holdsObjects(list);
        return holder.children(list).stream()
                .map(field -> read.apply(field, this))
                .toList();
    }

    /** A UUID; where the file has none, one that is always the same for this kind and name. */
    UUID id(Field field, String kind, String name) {
        UUID usual = UUID.nameUUIDFromBytes(("openmfs-testbed:" + kind + ":" + name).getBytes(StandardCharsets.UTF_8));
        String text = field.text("id", usual.toString(), UUID_TEXT, "must be a lower-case UUID");
        UUID id = UUID.fromString(text);
        if (!ids.add(id) && field.has("id")) {
            field.fault("id", "the id " + id + " is used twice");
        }
        return id;
    }

    /** The name of a node that the file has. */
    String known(Field field, String reference) {
        Optional<String> name = field.text(reference);
        if (name.isPresent() && complete && !used.contains(name.get())) {
            field.fault(reference, "there is no node " + name.get());
        }
        return name.orElse("");
    }

    /** The name of another node than the first. */
    String other(Field field, String reference, String first) {
        String name = known(field, reference);
        if (!name.isEmpty() && name.equals(first)) {
            field.fault(reference, "must be another node than a");
        }
        return name;
    }
}
