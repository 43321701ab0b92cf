package org.openmfs.northbound.check;

import java.util.Optional;
import java.util.regex.Pattern;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.model.api.IdentitySchemaNode;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.TypedDataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.DecimalTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Int64TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Uint64TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.northbound.check.BodyNode.Kind;
import org.openmfs.northbound.check.BodyNode.Scalar;

/** Whether a scalar is a value of a leaf's type, and written as RFC 7951 (section 6) writes it. */
final class LeafValue {
    /** What YANG's string can't hold (RFC 7950, section 9.4). */
    private static final Pattern NO_STRING =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final DatabindContext databind;

    LeafValue(DatabindContext databind) {
        this.databind = databind;
    }

    /**
     * Returns what is wrong with the value, if anything.
     *
     * @param stack stands at the leaf
     */
    Optional<String> problem(TypedDataSchemaNode leaf, SchemaInferenceStack stack, Scalar scalar) {
        TypeDefinition<?> type = leaf.getType() instanceof LeafrefTypeDefinition reference
                ? stack.resolveLeafref(reference)
                : leaf.getType();
        boolean wellWritten = scalar.kind() == Kind.XML || isWrittenFor(type, scalar.kind());
        if (wellWritten && !NO_STRING.matcher(scalar.text()).find() && fits(leaf, stack, scalar, type)) {
            return Optional.empty();
        }
        return Optional.of("The value is not " + TypeWords.of(type) + ".");
    }

    private static boolean isWrittenFor(TypeDefinition<?> type, Kind kind) {
        return switch (type) {
            case UnionTypeDefinition union -> union.getTypes().stream().anyMatch(member -> isWrittenFor(member, kind));
            case BooleanTypeDefinition ignored -> kind == Kind.BOOLEAN;
            case EmptyTypeDefinition ignored -> kind == Kind.EMPTY;
            case Int64TypeDefinition ignored -> kind == Kind.STRING;
            case Uint64TypeDefinition ignored -> kind == Kind.STRING;
            case DecimalTypeDefinition ignored -> kind == Kind.STRING;
            case RangeRestrictedTypeDefinition<?, ?> ignored -> kind == Kind.NUMBER;
            case LeafrefTypeDefinition ignored -> kind != Kind.NULL;
            default -> kind == Kind.STRING;
        };
    }

    private boolean fits(TypedDataSchemaNode leaf, SchemaInferenceStack stack, Scalar scalar, TypeDefinition<?> type) {
        return valueOf(leaf, stack, scalar)
                .filter(value -> !(type instanceof IdentityrefTypeDefinition reference)
                        || reference.getIdentities().stream().allMatch(base -> isDerived(value, base)))
                .isPresent();
    }

    /** The codecs take any identity for any base (RFC 7950, section 9.10.2). */
    private boolean isDerived(Object identity, IdentitySchemaNode base) {
        return databind.modelContext().getDerivedIdentities(base).stream()
                .anyMatch(derived -> derived.getQName().equals(identity) || isDerived(identity, derived));
    }

    /**
     * Returns the value as the datastore holds it; empty if it is none. The codecs report by whatever exception comes
     * first: any of them means that the text is no value.
     *
     * @param stack stands at the leaf
     */
    Optional<Object> valueOf(TypedDataSchemaNode leaf, SchemaInferenceStack stack, Scalar scalar) {
        try {
            return Optional.of(
                    scalar.kind() == Kind.XML
                            ? databind.xmlCodecs().codecFor(leaf, stack).parseValue(scalar.namespaces(), scalar.text())
                            : databind.jsonCodecs()
                                    .codecFor(leaf, stack)
                                    .parseValue(scalar.kind() == Kind.EMPTY ? null : scalar.text()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
