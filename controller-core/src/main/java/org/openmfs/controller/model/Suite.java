package org.openmfs.controller.model;

import java.util.List;

/**
 * Methods and the combiner that makes one key of their secrets.
 *
 * @param combiner name of an identity derived from combiner in YANG module mfs-types
 */
public record Suite(SuiteId id, List<MethodId> methods, String combiner) {
    public static final String DEFAULT_COMBINER = "hmac-sha384-extract";

    public Suite {
        methods = List.copyOf(methods);
    }

    /** A suite of these methods under the combiner that every CF has; named after its methods. */
    public static Suite of(List<MethodId> methods) {
        String name = String.join("+", methods.stream().map(MethodId::value).toList());
        return new Suite(new SuiteId(name), methods, DEFAULT_COMBINER);
    }
}
