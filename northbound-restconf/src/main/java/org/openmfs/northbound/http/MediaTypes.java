package org.openmfs.northbound.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which media type to answer with, and what a body is written in (RFC 9110, sections 8.3 and 12.5.1). */
public final class MediaTypes {
    private MediaTypes() {}

    /** A media range of an Accept header. */
    private record Range(String type, double quality) {
        /** The more it says, the more it counts. */
        int precision() {
            if (type.equals("*/*")) {
                return 0;
            }
            return type.endsWith("/*") ? 1 : 2;
        }

        boolean covers(String mediaType) {
            return type.equals("*/*")
                    || type.equals(mediaType)
                    || (type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)));
        }
    }

    /**
     * Returns the type that a client likes best among those that there are; the first of them if it does not say.
     *
     * @param accept the header as it came; empty if there was none
     * @param available best first
     * @return empty if none of them will do
     */
    public static Optional<String> choose(Optional<String> accept, List<String> available) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return available.stream().findFirst();
        }
        List<Range> ranges =
                Stream.of(accept.get().split(",", -1)).map(MediaTypes::range).toList();
        return available.stream()
                .filter(type -> quality(type, ranges) > 0)
                .max(Comparator.comparingDouble((String type) -> quality(type, ranges))
                        .thenComparing(
                                Comparator.comparingInt(available::indexOf).reversed()));
    }

    /** The media type of a Content-Type header, without its parameters, in lower case. */
    public static String bare(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static double quality(String mediaType, List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.covers(mediaType))
                .max(Comparator.comparingInt(Range::precision))
                .map(Range::quality)
                .orElse(0.0);
    }

    private static Range range(String written) {
        double quality = Stream.of(written.split(";", -1))
                .skip(1)
                .map(String::strip)
                .filter(parameter -> parameter.startsWith("q=") || parameter.startsWith("Q="))
                .map(parameter -> number(parameter.substring(2)))
                .findFirst()
                .orElse(1.0);
        return new Range(bare(written), quality);
    }

    private static double number(String text) {
        try {
            return Math.clamp(Double.parseDouble(text), 0.0, 1.0);
        } catch (NumberFormatException e) {
            return 0.0;
        }
    }
}
