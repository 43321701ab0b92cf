package org.openmfs.agent.method;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one side's method module says to the other's: a public key, a ciphertext, an external key identifier.
 *
 * <p>Public by nature, never secret; at most 2 MiB (Classic McEliece public keys take 1.3 MiB). The bytes enter the
 * combiner's context, so neither side can be made to see another message than was sent.
 */
public record MethodMessage(byte[] body) {
    private static final int LARGEST = 2 << 20;
    public static final MethodMessage EMPTY = new MethodMessage(new byte[0]);

    public MethodMessage {
        if (body.length > LARGEST) {
            throw new IllegalArgumentException("method message must be at most 2 MiB, not " + body.length + " octets");
        }
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MethodMessage that && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        int shown = Math.min(body.length, 8);
        return body.length + " octets " + HexFormat.of().formatHex(body, 0, shown);
    }
}
