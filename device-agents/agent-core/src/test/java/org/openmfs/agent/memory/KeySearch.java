package org.openmfs.agent.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Looks for many secrets at once, whole or in part, in every form in which a process may hold them: as octets, as letters,
 * in the words of a cipher's key schedule, and as the two pads of an HMAC.
 */
public final class KeySearch {
    /** Shorter pieces could be found by chance. */
    static final int PIECE = 16;

    private static final int INNER_PAD = 0x36;
    private static final int OUTER_PAD = 0x5c;
    private static final int FILTER_BITS = 23;
    private static final int TABLE_BITS = 21;

    /**
     * A copy that was found, or what is left of one.
     *
     * @param secret whose it is
     * @param address where it begins, or began
     */
    public record Found(String secret, String form, long address) {}

    private record Needle(String secret, String form, int offset, byte[] octets) {}

    private final List<Needle> needles = new ArrayList<>();
    private final long[] filter = new long[1 << FILTER_BITS - 6];
    private final int[] table = new int[1 << TABLE_BITS];

    public void add(String name, byte[] secret) {
        add(name, "octets", secret);
        add(name, "inner pad", xored(secret, INNER_PAD));
        add(name, "outer pad", xored(secret, OUTER_PAD));
        add(name, "words of 4", turned(secret, Integer.BYTES));
        add(name, "words of 8", turned(secret, Long.BYTES));
        add(name, "words of the inner pad", turned(xored(secret, INNER_PAD), Long.BYTES));
        add(name, "words of the outer pad", turned(xored(secret, OUTER_PAD), Long.BYTES));
        add(name, "hexadecimal", HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
        add(name, "base64", Base64.getEncoder().withoutPadding().encode(secret));
    }

    /** Both ends, so that what is partly written over is found, too. */
    private void add(String secret, String form, byte[] octets) {
        int end = octets.length - PIECE;
        enter(new Needle(secret, form, 0, Arrays.copyOf(octets, PIECE)));
        enter(new Needle(secret, form, end, Arrays.copyOfRange(octets, end, octets.length)));
    }

    private void enter(Needle needle) {
        if (needles.size() >= table.length / 4) {
            throw new IllegalStateException("too many secrets for this table");
        }
        needles.add(needle);
        int hash = hash(ByteBuffer.wrap(needle.octets()).getLong());
        int bit = hash >>> Integer.SIZE - FILTER_BITS;
        filter[bit >> 6] |= 1L << bit;
        int slot = hash >>> Integer.SIZE - TABLE_BITS;
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = needles.size();
    }

    private static byte[] xored(byte[] octets, int pad) {
        byte[] result = octets.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= (byte) pad;
        }
        return result;
    }

    private static byte[] turned(byte[] octets, int word) {
        byte[] result = octets.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = octets[i - i % word + word - 1 - i % word];
        }
        return result;
    }

    private static int hash(long beginning) {
        return (int) (beginning * 0x9E3779B97F4A7C15L >>> Integer.SIZE);
    }

    /**
     * Adds what is in the block.
     *
     * @param address of the block's first octet
     */
    void search(byte[] block, int length, long address, Set<Found> found) {
        long window = 0;
        for (int at = 0; at < length; at++) {
            window = window << Byte.SIZE | block[at] & 0xff;
            int hash = hash(window);
            int bit = hash >>> Integer.SIZE - FILTER_BITS;
            int from = at - Long.BYTES + 1;
            if ((filter[bit >> 6] & 1L << bit) != 0 && from >= 0 && from + PIECE <= length) {
                compare(block, from, hash, address, found);
            }
        }
    }

    private void compare(byte[] block, int from, int hash, long address, Set<Found> found) {
        int slot = hash >>> Integer.SIZE - TABLE_BITS;
        while (table[slot] != 0) {
            Needle needle = needles.get(table[slot] - 1);
            if (Arrays.equals(block, from, from + PIECE, needle.octets(), 0, PIECE)) {
                found.add(new Found(needle.secret(), needle.form(), address + from - needle.offset()));
                return;
            }
            slot = slot + 1 & table.length - 1;
        }
    }
}
