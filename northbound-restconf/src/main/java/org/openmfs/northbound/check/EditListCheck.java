package org.openmfs.northbound.check;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.openmfs.northbound.check.BodyCheck.Purpose;
import org.openmfs.northbound.check.BodyNode.Branch;
import org.openmfs.northbound.check.BodyNode.JsonName;
import org.openmfs.northbound.check.BodyNode.Kind;
import org.openmfs.northbound.check.BodyNode.Member;
import org.openmfs.northbound.check.BodyNode.Name;
import org.openmfs.northbound.check.BodyNode.Scalar;
import org.openmfs.northbound.check.BodyNode.XmlName;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.PlainWords;
import org.openmfs.northbound.error.RefusedException;

/** Whether an ordered list of edits (RFC 8072) is one, and whether each of its values is what its target asks for. */
public final class EditListCheck {
    private static final String MODULE = "ietf-yang-patch";
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:yang:ietf-yang-patch";
    private static final Set<String> PATCH = Set.of("patch-id", "comment", "edit");
    private static final Set<String> EDIT = Set.of("edit-id", "operation", "target", "point", "where", "value");
    private static final Set<Kind> TEXT = EnumSet.of(Kind.STRING, Kind.NUMBER, Kind.XML);
    private static final Set<String> OPERATIONS =
            Set.of("create", "delete", "insert", "merge", "move", "replace", "remove");
    private static final Set<String> PLACING = Set.of("insert", "move");
    private static final Set<String> PLACES = Set.of("first", "last", "before", "after");
    private static final Set<String> WITH_VALUE = Set.of("create", "insert", "merge", "replace");

    private final ModelCheck model;
    private final Targets targets;

    /** Finds the node that an edit names. */
    public interface Targets {
        Data find(String target) throws RefusedException;
    }

    public EditListCheck(DatabindContext databind, Targets targets) {
        this.model = new ModelCheck(databind);
        this.targets = targets;
    }

    /**
     * Where an edit wants an entry.
     *
     * @param where first, last, before or after
     * @param point an entry of the same list
     */
    public record Wish(String where, Optional<Data> point) {}

    /** Returns where the entry of each edit comes, as far as it says so. */
    public List<Optional<Wish>> check(Payload body) throws RefusedException {
        List<Member> root = body.read().members();
        if (root.size() != 1 || !isTop(root.getFirst().name()) || !(only(root.getFirst()) instanceof Branch patch)) {
            throw new RefusedException(Condition.MALFORMED, "The body is not 'ietf-yang-patch:yang-patch'.");
        }
        requireKnown(patch, PATCH, Set.of("edit"));
        require(patch, "patch-id");
        if (named(patch, "comment").isPresent()) {
            require(patch, "comment");
        }
        List<Optional<Wish>> wishes = new ArrayList<>();
        for (BodyNode edit : named(patch, "edit").map(Member::items).orElse(List.of())) {
            if (!(edit instanceof Branch branch)) {
                throw new RefusedException(Condition.MALFORMED, "An edit is no object.");
            }
            requireKnown(branch, EDIT, Set.of());
            wishes.add(checkEdit(branch));
        }
        return wishes;
    }

    private static boolean isTop(Name name) {
        return name.local().equals("yang-patch")
                && switch (name) {
                    case JsonName json -> json.module().equals(MODULE);
                    case XmlName xml -> xml.namespace().equals(NAMESPACE);
                };
    }

    /**
     * OpenDaylight's parser takes what it does not know for what it knows: what it finds within something else, or of another
     * namespace, it carries out too.
     *
     * @param lists which of them may be there several times
     */
    private static void requireKnown(Branch branch, Set<String> known, Set<String> lists) throws RefusedException {
        for (Member member : branch.members()) {
            String name = member.name().local();
            boolean ours = switch (member.name()) {
                case JsonName json -> json.module().isEmpty();
                case XmlName xml -> xml.namespace().equals(NAMESPACE);
            };
            if (!ours || !known.contains(name)) {
                throw new RefusedException(
                        Condition.UNKNOWN_ELEMENT,
                        "There is something in the list of edits that is none of "
                                + String.join(", ", new TreeSet<>(known)) + ".");
            }
            if (lists.contains(name)
                    ? isNoArray(member)
                    : member.array() || member.items().size() != 1) {
                throw new RefusedException(
                        Condition.BAD_ELEMENT,
                        "'" + name + "' is there "
                                + (lists.contains(name) ? "once; it stands in an array." : "several times."));
            }
        }
    }

    private static boolean isNoArray(Member member) {
        return !member.array() && member.name() instanceof JsonName;
    }

    private static BodyNode only(Member member) throws RefusedException {
        if (member.array() || member.items().size() != 1) {
            throw new RefusedException(Condition.MALFORMED, "There is one list of edits, and not an array of such.");
        }
        return member.items().getFirst();
    }

    private Optional<Wish> checkEdit(Branch edit) throws RefusedException {
        require(edit, "edit-id");
        String operation = require(edit, "operation");
        String target = require(edit, "target");
        if (!OPERATIONS.contains(operation)) {
            throw new RefusedException(Condition.INVALID_VALUE, "There is an operation that is none.");
        }
        Data node = targets.find(target);
        if (!node.instance().isEmpty()
                && !node.schema().dataSchemaNode().effectiveConfig().orElse(Boolean.TRUE)) {
            throw new RefusedException(
                    model.textOf(node.instance()), Condition.INVALID_VALUE, "This is state; it can't be written.");
        }
        Optional<BodyNode> value =
                named(edit, "value").map(member -> member.items().getFirst());
        if (value.isPresent() != WITH_VALUE.contains(operation)) {
            throw new RefusedException(
                    value.isPresent() ? Condition.BAD_ELEMENT : Condition.MISSING_ELEMENT,
                    "The operation '" + operation + "' has " + (value.isPresent() ? "no value." : "a value."));
        }
        if (value.isPresent()) {
            checkValue(node, value.get(), operation.equals("merge") ? Purpose.MERGE : Purpose.REPLACE);
        }
        return wish(edit, operation);
    }

    private Optional<Wish> wish(Branch edit, String operation) throws RefusedException {
        if (!PLACING.contains(operation)) {
            if (named(edit, "where").isPresent() || named(edit, "point").isPresent()) {
                throw new RefusedException(
                        Condition.BAD_ELEMENT, "The operation '" + operation + "' puts nothing in a place.");
            }
            return Optional.empty();
        }
        String where = named(edit, "where").isPresent() ? require(edit, "where") : "last";
        if (!PLACES.contains(where)) {
            throw new RefusedException(Condition.INVALID_VALUE, "There is a place that is none.");
        }
        return named(edit, "point").isPresent()
                ? Optional.of(new Wish(where, Optional.of(targets.find(require(edit, "point")))))
                : Optional.of(new Wish(where, Optional.empty()));
    }

    private void checkValue(Data target, BodyNode value, Purpose purpose) throws RefusedException {
        if (!(value instanceof Branch branch)) {
            throw new RefusedException(Condition.MALFORMED, "A value is no object.");
        }
        model.edit(target, branch, purpose);
    }

    private static Optional<Member> named(Branch branch, String name) {
        return branch.members().stream()
                .filter(member ->
                        member.name().local().equals(name) && !member.items().isEmpty())
                .findFirst();
    }

    private static boolean isText(BodyNode node) {
        return node instanceof Scalar(Kind kind, var text, var namespaces) && TEXT.contains(kind);
    }

    @CanIgnoreReturnValue
    private static String require(Branch branch, String name) throws RefusedException {
        String text = named(branch, name)
                .map(member -> member.items().getFirst())
                .filter(EditListCheck::isText)
                .map(node -> ((Scalar) node).text())
                .orElseThrow(
                        () -> new RefusedException(Condition.MISSING_ELEMENT, "The edit list lacks '" + name + "'."));
        if (!PlainWords.printable(text).equals(text)) {
            throw new RefusedException(
                    Condition.INVALID_VALUE, "'" + name + "' has a character that a string of YANG can't hold.");
        }
        return text;
    }
}
