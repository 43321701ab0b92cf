package org.openmfs.controller.model;

import java.util.List;

/**
 * Methods and the combiner that makes one key of their secrets.
 *
 * @param combiner a word of YANG type {@code combiner} of module mfs-types
 */
public record Suite(SuiteId id, List<MethodId> methods, String combiner) {
    public static final String DEFAULT_COMBINER = "hmac-sha384-extract";

    public Suite {
        methods = List.copyOf(methods);
    }

    /** A suite of these methods under the combiner that every CF has; named after its methods. */
    public static Suite of(List<MethodId> methods) {
        return of(methods, DEFAULT_COMBINER);
    }

    /** A suite of these methods, named after them and, where it is not the one that every CF has, after the combiner. */
    public static Suite of(List<MethodId> methods, String combiner) {
        String name = String.join("+", methods.stream().map(MethodId::value).toList());
        String suffix = combiner.equals(DEFAULT_COMBINER) ? "" : "." + combiner;
        return new Suite(new SuiteId(name + suffix), methods, combiner);
    }
}
