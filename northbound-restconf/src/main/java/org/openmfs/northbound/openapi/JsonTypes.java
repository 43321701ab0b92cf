package org.openmfs.northbound.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BinaryTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.DecimalTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Int64TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Uint64TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** A YANG type as a JSON Schema, in the form in which RFC 7951 writes its values. */
final class JsonTypes {
    private JsonTypes() {}

    static JsonObject of(TypeDefinition<?> type) {
        return switch (type) {
            case BooleanTypeDefinition ignored -> named("boolean");
            case EnumTypeDefinition choices -> {
                JsonArray names = new JsonArray();
                choices.getValues().forEach(value -> names.add(value.getName()));
                yield with(named("string"), names);
            }
            case IdentityrefTypeDefinition reference -> identity(reference);
            case StringTypeDefinition text -> string(text);
            case Int64TypeDefinition ignored -> named("string");
            case Uint64TypeDefinition ignored -> named("string");
            case DecimalTypeDefinition ignored -> named("string");
            case RangeRestrictedTypeDefinition<?, ?> number -> integer(number);
            case BinaryTypeDefinition ignored -> {
                JsonObject schema = named("string");
                schema.addProperty("contentEncoding", "base64");
                yield schema;
            }
            case EmptyTypeDefinition ignored -> {
                JsonObject schema = named("array");
                schema.add("items", named("null"));
                yield schema;
            }
            case UnionTypeDefinition union -> {
                JsonArray members = new JsonArray();
                union.getTypes().forEach(member -> members.add(of(member)));
                JsonObject schema = new JsonObject();
                schema.add("anyOf", members);
                yield schema;
            }
            default -> named("string");
        };
    }

    private static JsonObject identity(IdentityrefTypeDefinition reference) {
        JsonObject schema = named("string");
        reference.getIdentities().stream()
                .findFirst()
                .ifPresent(base -> schema.addProperty(
                        "format", "identity of " + base.getQName().getLocalName()));
        return schema;
    }

    private static JsonObject string(StringTypeDefinition text) {
        JsonObject schema = named("string");
        text.getLengthConstraint().ifPresent(length -> {
            schema.addProperty("minLength", length.getAllowedRanges().span().lowerEndpoint());
            schema.addProperty("maxLength", length.getAllowedRanges().span().upperEndpoint());
        });
        if (text.getPatternConstraints().size() == 1) {
            schema.addProperty(
                    "pattern", "^(?:" + text.getPatternConstraints().getFirst().getRegularExpressionString() + ")$");
        }
        return schema;
    }

    private static JsonObject integer(RangeRestrictedTypeDefinition<?, ?> number) {
        JsonObject schema = named("integer");
        number.getRangeConstraint().ifPresent(range -> {
            schema.addProperty(
                    "minimum", (Number) range.getAllowedRanges().span().lowerEndpoint());
            schema.addProperty(
                    "maximum", (Number) range.getAllowedRanges().span().upperEndpoint());
        });
        return schema;
    }

    static JsonObject named(String type) {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", type);
        return schema;
    }

    private static JsonObject with(JsonObject schema, JsonArray values) {
        schema.add("enum", values);
        return schema;
    }
}
