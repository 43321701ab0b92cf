package org.openmfs.agent.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of one kind in a text (RFC 7468), in its order; other blocks, and what stands around them, are skipped. No
 * String is made of what is in them.
 */
final class PemBlocks {
    private final byte[] text;
    private final byte[] begin;
    private final byte[] end;

    /** @param label such as {@code CERTIFICATE} */
    PemBlocks(byte[] text, String label) {
        this.text = text;
        this.begin = ("-----BEGIN " + label + "-----").getBytes(StandardCharsets.US_ASCII);
        this.end = ("-----END " + label + "-----").getBytes(StandardCharsets.US_ASCII);
    }

    /** What the blocks hold, for the caller to wipe; empty if one is cut off or is not base64. */
    Optional<List<byte[]>> contents() {
        List<byte[]> contents = new ArrayList<>();
        int from = indexOf(begin, 0);
        while (from >= 0) {
            int to = indexOf(end, from);
            byte[] encoded = to < 0 ? new byte[0] : Arrays.copyOfRange(text, from + begin.length, to);
            try {
                contents.add(Base64.getMimeDecoder().decode(encoded));
            } catch (IllegalArgumentException broken) {
                to = -1;
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
            if (to < 0) {
                contents.forEach(content -> Arrays.fill(content, (byte) 0));
                return Optional.empty();
            }
            from = indexOf(begin, to);
        }
        return Optional.of(contents);
    }

    private int indexOf(byte[] wanted, int from) {
        for (int i = from; i <= text.length - wanted.length; i++) {
            if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
