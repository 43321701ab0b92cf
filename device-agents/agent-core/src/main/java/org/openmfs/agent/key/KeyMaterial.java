package org.openmfs.agent.key;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.RestrictedApi;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Secret bytes with one owner: lent to a function, wiped on close, absent from equals, hashCode and toString.
 *
 * <p>They lie outside the heap, where no garbage collection copies them to another place: in the heap there is a copy for as
 * long as a function has them, which is wiped after it.
 *
 * <p>Not safe for use by several threads at once; whoever holds it closes it.
 */
public final class KeyMaterial implements AutoCloseable {
    private final MemorySegment bytes;
    private boolean closed;

    @MustBeClosed
    private KeyMaterial(MemorySegment source) {
        // Given back when nobody can reach this any more, closed or not.
        this.bytes = Arena.ofAuto().allocate(source.byteSize()).copyFrom(source);
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
        try {
            return new KeyMaterial(MemorySegment.ofArray(source));
        } finally {
            Arrays.fill(source, (byte) 0);
        }
    }

    /** A second owner's copy. */
    @MustBeClosed
    public KeyMaterial copy() {
        requireOpen();
        return new KeyMaterial(bytes);
    }

    /**
     * Lends the bytes to a function in an array that is wiped when it returns; it must not keep them.
     *
     * @throws IllegalStateException if already closed
     */
    @RestrictedApi(
            explanation = "Reading key bytes needs a stated reason: annotate the method with @ReadsSecret",
            link = "",
            allowlistAnnotations = ReadsSecret.class)
    public <R> R lend(Function<byte[], R> reader) {
        requireOpen();
        byte[] lent = bytes.toArray(ValueLayout.JAVA_BYTE);
        try {
            return reader.apply(lent);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    /** Whether both hold the same bytes, in time that does not depend on them. */
    public boolean matches(KeyMaterial other) {
        requireOpen();
        other.requireOpen();
        if (bytes.byteSize() != other.bytes.byteSize()) {
            return false;
        }
        int difference = 0;
        for (long i = 0; i < bytes.byteSize(); i++) {
            difference |= bytes.get(ValueLayout.JAVA_BYTE, i) ^ other.bytes.get(ValueLayout.JAVA_BYTE, i);
        }
        return difference == 0;
    }

    public KeyLength length() {
        return KeyLength.bits(Math.toIntExact(bytes.byteSize() * Byte.SIZE));
    }

    @Override
    public void close() {
        bytes.fill((byte) 0);
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("key material was already wiped");
        }
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + bytes.byteSize() * Byte.SIZE + " bits]";
    }
}
