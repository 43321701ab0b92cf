package org.openmfs.northbound.check;

import java.util.List;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.DatabindPath.OperationPath;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.api.TypedDataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.stmt.InputEffectiveStatement;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.northbound.check.BodyCheck.Purpose;
import org.openmfs.northbound.check.BodyNode.Branch;
import org.openmfs.northbound.check.BodyNode.Member;
import org.openmfs.northbound.check.BodyNode.Scalar;
import org.openmfs.northbound.check.Completeness.Place;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;

/** Whether a request's body is what its target asks for, according to the model. */
public final class ModelCheck {
    private final DatabindContext databind;
    private final ModelNames names;

    public ModelCheck(DatabindContext databind) {
        this.databind = databind;
        this.names = new ModelNames(databind.modelContext());
    }

    /** The path of a node as errors show it. */
    public String textOf(YangInstanceIdentifier path) {
        return path.isEmpty()
                ? "/"
                : databind.jsonCodecs()
                        .instanceIdentifierCodec()
                        .unparseValue(path)
                        .rawString();
    }

    /** A body that takes the place of the target: PUT (RFC 8040, section 4.5). */
    public void replace(Data target, Payload body) throws RefusedException {
        resource(target, onlyMember(body.read()), Purpose.REPLACE);
    }

    /** A body that is added to the target: plain PATCH (RFC 8040, section 4.6.1). */
    public void merge(Data target, Payload body) throws RefusedException {
        resource(target, onlyMember(body.read()), Purpose.MERGE);
    }

    /** A body that becomes a child of the target: POST (RFC 8040, section 4.4.1). */
    public void create(Data parent, Payload body) throws RefusedException {
        Member member = onlyMember(body.read());
        if (member.items().size() != 1) {
            throw new RefusedException(textOf(parent.instance()), Condition.MALFORMED, "A POST creates one child.");
        }
        if (!(parent.schema().dataSchemaNode() instanceof DataNodeContainer schema)) {
            throw new RefusedException(
                    textOf(parent.instance()), Condition.METHOD_NOT_ALLOWED, "A value has no children.");
        }
        Findings findings = new Findings();
        BodyCheck check = new BodyCheck(databind, stackAt(parent), Purpose.REPLACE, findings);
        Place place = placeOf(parent);
        check.resolve(schema, member, unqualified(place)).ifPresent(child -> check.member(child, member, place));
        report(findings);
    }

    /** The input of an operation; an absent body is an empty one (RFC 8040, section 3.6.1). */
    public void input(OperationPath operation, Payload body) throws RefusedException {
        InputEffectiveStatement statement = operation.inputStatement();
        QName input = statement.argument();
        SchemaInferenceStack stack = operation.inference().toSchemaInferenceStack();
        stack.enterDataTree(input);
        Findings findings = new Findings();
        BodyCheck check = new BodyCheck(databind, stack, Purpose.INPUT, findings);
        Branch content = body.isEmpty() ? new Branch(List.of()) : inputOf(body, input);
        Place place = new Place("/" + names.moduleName(input.getModule()) + ":input", Optional.of(input.getModule()));
        check.branch((DataNodeContainer) statement, content, place);
        report(findings);
    }

    private Branch inputOf(Payload body, QName input) throws RefusedException {
        Member member = onlyMember(body.read());
        boolean named = names.read(member.name(), Optional.empty()) instanceof ModelNames.Reading.Known(QName name)
                && name.equals(input);
        if (!named || member.array()) {
            throw new RefusedException(
                    Condition.MALFORMED, "The body is not '" + names.moduleName(input.getModule()) + ":input'.");
        }
        return BodyCheck.branchOf(member.items().getFirst())
                .orElseThrow(() -> new RefusedException(Condition.MALFORMED, "The input is not an object."));
    }

    /** The value of one edit of an ordered list (RFC 8072, section 2.5). */
    void edit(Data target, Branch value, Purpose purpose) throws RefusedException {
        resource(target, onlyMember(value), purpose);
    }

    private void resource(Data target, Member member, Purpose purpose) throws RefusedException {
        Findings findings = new Findings();
        if (target.instance().isEmpty()) {
            datastore(member, purpose, findings);
        } else {
            node(target, member, purpose, findings);
        }
        report(findings);
    }

    /** The whole datastore: {@code ietf-restconf:data} (RFC 8040, section 3.4). */
    private void datastore(Member member, Purpose purpose, Findings findings) throws RefusedException {
        boolean named = names.read(member.name(), Optional.empty()) instanceof ModelNames.Reading.Known(QName name)
                && name.getLocalName().equals("data")
                && names.moduleName(name.getModule()).equals("ietf-restconf");
        Optional<Branch> content = BodyCheck.branchOf(member.items().getFirst());
        if (!named || member.array() || content.isEmpty()) {
            throw new RefusedException(Condition.MALFORMED, "The body is not 'ietf-restconf:data'.");
        }
        SchemaInferenceStack stack = SchemaInferenceStack.of(databind.modelContext());
        new BodyCheck(databind, stack, purpose, findings)
                .branch(databind.modelContext(), content.get(), new Place("", Optional.empty()));
    }

    private void node(Data target, Member member, Purpose purpose, Findings findings) throws RefusedException {
        SchemaInferenceStack stack = stackAt(target);
        stack.exit();
        DataNodeContainer around =
                stack.isEmpty() ? databind.modelContext() : (DataNodeContainer) stack.currentStatement();
        DataSchemaNode schema = target.schema().dataSchemaNode();
        Place place = placeAround(target, schema);
        BodyCheck check = new BodyCheck(databind, stack, purpose, findings);
        Optional<DataSchemaNode> found = check.resolve(around, member, unqualified(place));
        if (found.isEmpty()) {
            return;
        }
        if (!found.get().getQName().equals(schema.getQName())) {
            throw new RefusedException(
                    textOf(target.instance()),
                    Condition.MALFORMED,
                    "The body is not '" + schema.getQName().getLocalName() + "', which the address names.");
        }
        check.member(schema, member, place);
        if (findings.errors().isEmpty()) {
            checkSameEntry(target, member, check);
        }
    }

    /** What identifies an entry in the address must be the same in the body (RFC 8040, section 4.5). */
    private void checkSameEntry(Data target, Member member, BodyCheck check) throws RefusedException {
        PathArgument last = target.instance().getLastPathArgument();
        String path = textOf(target.instance());
        if (last instanceof NodeIdentifierWithPredicates entry) {
            if (member.items().size() != 1 || !(member.items().getFirst() instanceof Branch branch)) {
                throw new RefusedException(path, Condition.MALFORMED, "The body is not one entry.");
            }
            for (QName key : entry.keySet()) {
                checkSameValue(
                        entry,
                        key,
                        check.scalar(branch, key, entry.getNodeType().getModule()),
                        target);
            }
        } else if (last instanceof NodeWithValue<?> value) {
            if (member.items().size() != 1) {
                throw new RefusedException(path, Condition.MALFORMED, "The body is not one entry.");
            }
            checkSameValue(value, member.items().getFirst(), target);
        }
    }

    private void checkSameValue(NodeWithValue<?> entry, BodyNode written, Data target) throws RefusedException {
        var leaf = (TypedDataSchemaNode) target.schema().dataSchemaNode();
        boolean same = written instanceof Scalar scalar
                && new LeafValue(databind)
                        .valueOf(leaf, stackAt(target), scalar)
                        .filter(entry.getValue()::equals)
                        .isPresent();
        if (!same) {
            throw new RefusedException(
                    textOf(target.instance()), Condition.INVALID_VALUE, "The value is another than the address has.");
        }
    }

    private void checkSameValue(NodeIdentifierWithPredicates entry, QName key, Optional<Scalar> written, Data target)
            throws RefusedException {
        SchemaInferenceStack stack = stackAt(target);
        var leaf = (LeafSchemaNode) stack.enterDataTree(key);
        boolean same = written.flatMap(scalar -> new LeafValue(databind).valueOf(leaf, stack, scalar))
                .filter(entry.getValue(key)::equals)
                .isPresent();
        if (!same) {
            throw new RefusedException(
                    textOf(target.instance()) + "/" + key.getLocalName(),
                    Condition.INVALID_VALUE,
                    "The key '" + key.getLocalName() + "' is another than the address has.");
        }
    }

    private static Member onlyMember(Branch body) throws RefusedException {
        if (body.members().size() != 1 || body.members().getFirst().items().isEmpty()) {
            throw new RefusedException(Condition.MALFORMED, "The body must have one top-level node.");
        }
        return body.members().getFirst();
    }

    private static SchemaInferenceStack stackAt(Data target) {
        return target.inference().toSchemaInferenceStack();
    }

    private Place placeOf(Data target) {
        if (target.instance().isEmpty()) {
            return new Place("", Optional.empty());
        }
        QNameModule module = target.schema().dataSchemaNode().getQName().getModule();
        return new Place(textOf(target.instance()), Optional.of(module));
    }

    /** The place of the node around a target, as far as its last name's module tells. */
    private Place placeAround(Data target, DataSchemaNode schema) {
        String path = textOf(target.instance());
        int step = lastStep(path);
        boolean qualified = path.startsWith(names.moduleName(schema.getQName().getModule()) + ":", step + 1);
        return new Place(
                path.substring(0, step),
                qualified ? Optional.empty() : Optional.of(schema.getQName().getModule()));
    }

    /** Where the last slash outside of quotes is. */
    private static int lastStep(String path) {
        int last = 0;
        char quote = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '/') {
                last = i;
            }
        }
        return last;
    }

    /** At the top of a body every name says its module (RFC 7951, section 4). */
    private static Place unqualified(Place place) {
        return new Place(place.path(), Optional.empty());
    }

    private static void report(Findings findings) throws RefusedException {
        List<ServerError> errors = findings.errors();
        if (!errors.isEmpty()) {
            throw new RefusedException(errors);
        }
    }
}
