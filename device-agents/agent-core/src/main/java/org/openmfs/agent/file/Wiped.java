package org.openmfs.agent.file;

import java.util.Arrays;

/** Secrets of files, which are wiped as soon as they were used, however that ends. */
public final class Wiped {
    /** What is done with a secret. */
    @FunctionalInterface
    public interface Use<S, T, X extends Exception> {
        /** Keeps no reference to the secret. */
        T of(S secret) throws X;
    }

    private Wiped() {}

    /** Owns the octets. */
    public static <T, X extends Exception> T after(byte[] octets, Use<byte[], T, X> use) throws X {
        try {
            return use.of(octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** Owns the letters. */
    public static <T, X extends Exception> T after(char[] letters, Use<char[], T, X> use) throws X {
        try {
            return use.of(letters);
        } finally {
            Arrays.fill(letters, '\0');
        }
    }
}
