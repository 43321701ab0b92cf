package org.openmfs.agent.key;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.RestrictedApi;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Secret bytes with one owner: lent to a function, wiped on close, absent from equals, hashCode and toString.
 *
 * <p>Not safe for use by several threads at once; whoever holds it closes it.
 */
public final class KeyMaterial implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    @MustBeClosed
    private KeyMaterial(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes over the bytes: they are copied and the given array is wiped.
     *
     * @throws IllegalArgumentException if there are no bytes
     */
    @MustBeClosed
    public static KeyMaterial taking(byte[] source) {
        if (source.length == 0) {
            throw new IllegalArgumentException("key material must not be empty");
        }
        byte[] own = source.clone();
        Arrays.fill(source, (byte) 0);
        return new KeyMaterial(own);
    }

    /** A second owner's copy. */
    @MustBeClosed
    public KeyMaterial copy() {
        requireOpen();
        return new KeyMaterial(bytes.clone());
    }

    /**
     * Lends the bytes to a function, which must neither keep nor change them.
     *
     * @throws IllegalStateException if already closed
     */
    @RestrictedApi(
            explanation = "Reading key bytes needs a stated reason: annotate the method with @ReadsSecret",
            link = "",
            allowlistAnnotations = ReadsSecret.class)
    public <R> R lend(Function<byte[], R> reader) {
        requireOpen();
        return reader.apply(bytes);
    }

    /** Whether both hold the same bytes, in time that does not depend on them. */
    public boolean matches(KeyMaterial other) {
        requireOpen();
        other.requireOpen();
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    public KeyLength length() {
        return KeyLength.bits(bytes.length * Byte.SIZE);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("key material was already wiped");
        }
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + bytes.length * Byte.SIZE + " bits]";
    }
}
