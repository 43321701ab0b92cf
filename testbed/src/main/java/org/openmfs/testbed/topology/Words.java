package org.openmfs.testbed.topology;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a file writes the constants of an enumeration: {@code client-certificate} for {@code CLIENT_CERTIFICATE}. */
public final class Words {
    static final Map<String, Access> ACCESS = of(Access.class);
    static final Map<String, ServerCertificate> CERTIFICATES = of(ServerCertificate.class);

    private Words() {}

    static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        EnumSet.allOf(type).forEach(constant -> words.put(word(constant), constant));
        return words;
    }

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
