package org.openmfs.controller.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Methods and the combiner that makes one key of their secrets.
 *
 * @param combiner a word of YANG type {@code combiner} of module mfs-types
 */
public record Suite(SuiteId id, List<MethodId> methods, String combiner) {
    public static final String DEFAULT_COMBINER = "hmac-sha384-extract";

    private static final int LONGEST = 128;
    private static final int HASH_DIGITS = 16;

    public Suite {
        methods = List.copyOf(methods);
    }

    /** A suite of these methods under the combiner that every CF has; named after its methods. */
    public static Suite of(List<MethodId> methods) {
        return of(methods, DEFAULT_COMBINER);
    }

    /**
     * A suite of these methods, named after them and, where it is not the one that every CF has, after the combiner; where
     * that is too long, each name is cut and a hash of the whole is put behind.
     */
    public static Suite of(List<MethodId> methods, String combiner) {
        String whole = name(methods, combiner, Integer.MAX_VALUE);
        if (whole.length() <= LONGEST) {
            return new Suite(new SuiteId(whole), methods, combiner);
        }
        int parts = methods.size() + 1;
        String cut = name(methods, combiner, (LONGEST - HASH_DIGITS) / parts - 1);
        return new Suite(new SuiteId(cut + "-" + hash(whole)), methods, combiner);
    }

    /** Of each name only its first letters, so many at most. */
    private static String name(List<MethodId> methods, String combiner, int most) {
        String name = String.join(
                "+", methods.stream().map(method -> first(method.value(), most)).toList());
        return combiner.equals(DEFAULT_COMBINER) ? name : name + "." + first(combiner, most);
    }

    private static String first(String name, int most) {
        return name.substring(0, Math.min(name.length(), most));
    }

    private static String hash(String whole) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
