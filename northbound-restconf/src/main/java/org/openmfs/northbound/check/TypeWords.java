package org.openmfs.northbound.check;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BinaryTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BitsTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.DecimalTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition.EnumPair;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Int64TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LengthConstraint;
import org.opendaylight.yangtools.yang.model.api.type.PatternConstraint;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Uint64TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** A type in words, to go on with "The value is not …". */
final class TypeWords {
    private static final int LONGEST_PATTERN = 120;
    private static final Range<Integer> ANY_LENGTH = Range.closed(0, Integer.MAX_VALUE);

    private TypeWords() {}

    static String of(TypeDefinition<?> type) {
        return switch (type) {
            case EnumTypeDefinition choices ->
                "one of " + choices.getValues().stream().map(EnumPair::getName).collect(Collectors.joining(", "));
            case IdentityrefTypeDefinition reference ->
                "an identity of "
                        + reference.getIdentities().stream()
                                .map(identity -> identity.getQName().getLocalName())
                                .collect(Collectors.joining(", "));
            case StringTypeDefinition text -> string(text);
            case Int64TypeDefinition number -> "a whole number in a JSON string" + range(number);
            case Uint64TypeDefinition number -> "a whole number in a JSON string" + range(number);
            case DecimalTypeDefinition number -> "a decimal number in a JSON string" + range(number);
            case RangeRestrictedTypeDefinition<?, ?> number -> "a whole number" + range(number);
            case BooleanTypeDefinition ignored -> "true or false";
            case EmptyTypeDefinition ignored -> "empty";
            case BinaryTypeDefinition ignored -> "base64 of a length that is allowed";
            case BitsTypeDefinition ignored -> "a list of the bits that there are";
            case UnionTypeDefinition union ->
                union.getTypes().stream().map(TypeWords::of).distinct().collect(Collectors.joining(", or "));
            default -> "of type " + type.getQName().getLocalName();
        };
    }

    private static String string(StringTypeDefinition text) {
        List<String> parts = new ArrayList<>();
        text.getLengthConstraint()
                .map(LengthConstraint::getAllowedRanges)
                .filter(lengths -> !lengths.encloses(ANY_LENGTH))
                .ifPresent(lengths -> parts.add("of " + ranges(lengths) + " characters"));
        List<String> patterns = text.getPatternConstraints().stream()
                .map(PatternConstraint::getRegularExpressionString)
                .filter(pattern -> pattern.length() <= LONGEST_PATTERN)
                .toList();
        if (!patterns.isEmpty()) {
            parts.add("matching " + String.join(" and ", patterns));
        } else if (!text.getPatternConstraints().isEmpty()) {
            parts.add("of the form of " + text.getQName().getLocalName());
        }
        return ("a string " + String.join(", ", parts)).strip();
    }

    private static String range(RangeRestrictedTypeDefinition<?, ?> number) {
        return number.getRangeConstraint()
                .map(range -> " in " + ranges(range.getAllowedRanges()))
                .orElse("");
    }

    private static String ranges(RangeSet<? extends Comparable<?>> ranges) {
        return ranges.asRanges().stream().map(TypeWords::bounds).collect(Collectors.joining(" or "));
    }

    private static String bounds(Range<?> range) {
        return range.lowerEndpoint().equals(range.upperEndpoint())
                ? range.lowerEndpoint().toString()
                : range.lowerEndpoint() + ".." + range.upperEndpoint();
    }
}
