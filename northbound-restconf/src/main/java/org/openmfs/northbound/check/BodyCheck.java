package org.openmfs.northbound.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.ContainerLike;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.TypedDataSchemaNode;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.northbound.check.BodyNode.Branch;
import org.openmfs.northbound.check.BodyNode.Kind;
import org.openmfs.northbound.check.BodyNode.Member;
import org.openmfs.northbound.check.BodyNode.Scalar;
import org.openmfs.northbound.check.Completeness.Place;
import org.openmfs.northbound.check.ModelNames.Reading;
import org.openmfs.northbound.error.Condition;

/**
 * Compares a body with the model, node by node, and says of each fault where it is (RFC 7950, section 8.3.1).
 *
 * <p>What passes, OpenDaylight's parsers read without complaint; what they would report as one malformed message is
 * told apart here.
 */
final class BodyCheck {
    private final ModelNames names;
    private final LeafValue values;
    private final Findings findings;
    private final Completeness completeness;
    private final boolean configuration;
    private final SchemaInferenceStack stack;

    /**
     * @param stack stands at the parent of what is checked
     * @param purpose what the body is for
     */
    BodyCheck(DatabindContext databind, SchemaInferenceStack stack, Purpose purpose, Findings findings) {
        this.names = new ModelNames(databind.modelContext());
        this.values = new LeafValue(databind);
        this.findings = findings;
        this.completeness = new Completeness(names, findings, purpose != Purpose.MERGE);
        this.configuration = purpose != Purpose.INPUT;
        this.stack = stack;
    }

    /** What a body is for. */
    enum Purpose {
        /** It takes the place of what is there. */
        REPLACE,
        /** It is added to what is there. */
        MERGE,
        /** It goes into an operation. */
        INPUT
    }

    /** Checks the members of a branch; {@code place} is the branch itself. */
    void branch(DataNodeContainer schema, Branch body, Place place) {
        Map<QName, Integer> present = new HashMap<>();
        for (Member member : body.members()) {
            Optional<DataSchemaNode> child = resolve(schema, member, place);
            if (child.isPresent()) {
                once(child.get().getQName(), member, present, place);
                member(child.get(), member, place);
            }
        }
        completeness.check(schema.getChildNodes(), present, place);
    }

    /** JSON may write a name with its module and without (RFC 7951, section 4): that is one name. */
    private void once(QName name, Member member, Map<QName, Integer> present, Place place) {
        if (present.merge(name, member.items().size(), Integer::sum)
                != member.items().size()) {
            String path = names.child(place.path(), place.module(), name);
            findings.add(path, Condition.BAD_ELEMENT, "It is there twice, with its module's name and without.");
        }
    }

    /** Finds what a member is; reports it if it is nothing that may stand there. */
    Optional<DataSchemaNode> resolve(DataNodeContainer schema, Member member, Place place) {
        String written = member.name().local();
        Reading reading = names.read(member.name(), place.module());
        if (!(reading instanceof Reading.Known known)) {
            switch (reading) {
                case Reading.UnknownModule ignored ->
                    findings.add(
                            place.path(),
                            Condition.UNKNOWN_NAMESPACE,
                            "There is no such module as '" + shown(moduleOf(member.name())) + "' of '" + shown(written)
                                    + "'.");
                case Reading.Unqualified ignored ->
                    findings.add(
                            place.path(), Condition.UNKNOWN_NAMESPACE, "'" + shown(written) + "' names no module.");
                case Reading.NoName ignored
                when written.startsWith("@") ->
                    findings.add(place.path(), Condition.UNKNOWN_ATTRIBUTE, "Annotations are not supported.");
                case Reading.NoName ignored ->
                    findings.add(place.path(), Condition.UNKNOWN_ELEMENT, "A member's name is no identifier.");
                case Reading.Known ignored -> throw new IllegalStateException("handled above");
            }
            return Optional.empty();
        }
        Optional<DataSchemaNode> child = schema.findDataTreeChild(known.name());
        if (child.isEmpty()) {
            String path = names.child(place.path(), place.module(), known.name());
            findings.add(path, Condition.UNKNOWN_ELEMENT, "The model has no '" + shown(written) + "' here.");
        } else if (configuration && !child.get().effectiveConfig().orElse(Boolean.TRUE)) {
            String path = names.child(place.path(), place.module(), known.name());
            findings.add(path, Condition.INVALID_VALUE, "'" + shown(written) + "' is state; it can't be written.");
            return Optional.empty();
        }
        return child;
    }

    /** Checks everything of one name; {@code place} is the parent. */
    void member(DataSchemaNode schema, Member member, Place place) {
        String path = names.child(place.path(), place.module(), schema.getQName());
        stack.enterDataTree(schema.getQName());
        switch (schema) {
            case ListSchemaNode list -> entries(list, member, path);
            case LeafListSchemaNode leafList -> leafList(leafList, member, path);
            case LeafSchemaNode leaf -> single(member, path).ifPresent(node -> leaf(leaf, node, path));
            case ContainerLike container -> single(member, path).ifPresent(node -> container(container, node, path));
            // anydata and anyxml: nothing is known of what is in them
            default -> single(member, path);
        }
        stack.exit();
    }

    private Optional<BodyNode> single(Member member, String path) {
        if (member.array() || member.items().size() != 1) {
            findings.add(path, Condition.BAD_ELEMENT, "There can be only one; an array is out of place.");
            return Optional.empty();
        }
        return Optional.of(member.items().getFirst());
    }

    private void container(ContainerLike schema, BodyNode node, String path) {
        branchOf(node)
                .ifPresentOrElse(
                        branch -> branch(schema, branch, at(path, schema.getQName())),
                        () -> findings.add(path, Condition.BAD_ELEMENT, "This is a container, not a value."));
    }

    /** XML writes an empty container as an element without content. */
    static Optional<Branch> branchOf(BodyNode node) {
        return switch (node) {
            case Branch branch -> Optional.of(branch);
            case Scalar(Kind kind, String text, var ignored)
            when kind == Kind.XML && text.isBlank() -> Optional.of(new Branch(List.of()));
            case Scalar ignored -> Optional.empty();
        };
    }

    private void entries(ListSchemaNode list, Member member, String path) {
        if (isNoArray(member)) {
            findings.add(path, Condition.BAD_ELEMENT, "This is a list: its entries stand in an array.");
            return;
        }
        Set<List<String>> seen = new HashSet<>();
        for (BodyNode item : member.items()) {
            Optional<Branch> branch = branchOf(item);
            if (branch.isEmpty()) {
                findings.add(path, Condition.BAD_ELEMENT, "An entry of a list is an object.");
                continue;
            }
            List<String> keys = keys(list, branch.get(), path);
            boolean complete = keys.size() == list.getKeyDefinition().size();
            String entry = complete ? ModelNames.entry(path, list.getKeyDefinition(), keys) : path;
            if (complete && !keys.isEmpty() && !seen.add(keys)) {
                findings.add(entry, Condition.BAD_ELEMENT, "The entry occurs twice.");
            }
            branch(list, branch.get(), at(entry, list.getQName()));
        }
    }

    private static boolean isNoArray(Member member) {
        return !member.array() && member.name() instanceof BodyNode.JsonName;
    }

    /** The key values of an entry; those that are missing are reported and left out. */
    private List<String> keys(ListSchemaNode list, Branch entry, String path) {
        List<String> keys = new ArrayList<>();
        for (QName key : list.getKeyDefinition()) {
            Optional<Scalar> value = scalar(entry, key, list.getQName().getModule());
            if (value.isEmpty()) {
                String where = names.child(path, Optional.of(list.getQName().getModule()), key);
                findings.add(where, Condition.MISSING_ELEMENT, "The key '" + key.getLocalName() + "' is missing.");
            } else if (value.get().text().chars().anyMatch(Character::isISOControl)) {
                String where = names.child(path, Optional.of(list.getQName().getModule()), key);
                findings.add(where, Condition.INVALID_VALUE, "A key can't hold control characters.");
            } else {
                keys.add(value.get().text());
            }
        }
        return keys;
    }

    /** The one value of a name within a branch, if there is one. */
    Optional<Scalar> scalar(Branch branch, QName name, QNameModule module) {
        return branch.members().stream()
                .filter(member -> names.read(member.name(), Optional.of(module)) instanceof Reading.Known(QName known)
                        && known.equals(name))
                .filter(member -> member.items().size() == 1)
                .flatMap(member -> member.items().stream())
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .findFirst();
    }

    private void leafList(LeafListSchemaNode schema, Member member, String path) {
        if (isNoArray(member)) {
            findings.add(path, Condition.BAD_ELEMENT, "This is a leaf-list: its values stand in an array.");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (BodyNode item : member.items()) {
            leaf(schema, item, path);
            if (configuration && item instanceof Scalar scalar && !seen.add(scalar.text())) {
                findings.add(path, Condition.BAD_ELEMENT, "A value occurs twice.");
            }
        }
    }

    private void leaf(TypedDataSchemaNode schema, BodyNode node, String path) {
        switch (node) {
            case Branch ignored -> findings.add(path, Condition.BAD_ELEMENT, "This is a value, not a container.");
            case Scalar scalar ->
                values.problem(schema, stack, scalar)
                        .ifPresent(problem -> findings.add(path, Condition.INVALID_VALUE, problem));
        }
    }

    private static String moduleOf(BodyNode.Name name) {
        return switch (name) {
            case BodyNode.JsonName json -> json.module();
            case BodyNode.XmlName xml -> xml.namespace();
        };
    }

    private static Place at(String path, QName name) {
        return new Place(path, Optional.of(name.getModule()));
    }

    /** A name is the client's: shown only as far as it can be one. */
    private static String shown(String written) {
        return written.length() <= 64 && written.chars().allMatch(c -> c > ' ' && c < 127) ? written : "…";
    }
}
