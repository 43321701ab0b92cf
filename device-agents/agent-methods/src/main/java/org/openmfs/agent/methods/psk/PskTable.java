package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openmfs.agent.file.ByteOrderMark;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyMaterial;

/**
 * The pre-shared keys of one reading of the file, in its order.
 *
 * <p>One key a line: {@code PSK-ID PEER-CF hex:DIGITS} or {@code PSK-ID PEER-CF base64:TEXT}, of 256 to 4096 bits;
 * empty lines and lines that begin with # are skipped. No String is made of a key.
 */
final class PskTable implements AutoCloseable {
    private static final int SHORTEST_OCTETS = 32;
    private static final int LONGEST_OCTETS = 512;
    private static final byte[] HEX = "hex:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE64 = "base64:".getBytes(StandardCharsets.US_ASCII);

    private final List<KeyInMemory> keys = new ArrayList<>();

    /** A line is wrong; the message tells its number, not its content. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient PskFault fault;

        BadLine(int line, String what) {
            super("line " + line + ": " + what);
            this.fault = new PskFault("line " + line, what);
        }
    }

    /** @throws BadLine the first of those that are wrong */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed here when a line is wrong, by the receiver otherwise
    static PskTable parse(byte[] text) throws BadLine {
        PskTable table = new PskTable();
        List<BadLine> bad = table.addAll(text);
        if (!bad.isEmpty()) {
            table.close();
            throw bad.getFirst();
        }
        return table;
    }

    /** All lines that are wrong. */
    static List<PskFault> faults(byte[] text) {
        try (PskTable table = new PskTable()) {
            return table.addAll(text).stream().map(bad -> bad.fault).toList();
        }
    }

    private List<BadLine> addAll(byte[] text) {
        List<BadLine> bad = new ArrayList<>();
        int line = 1;
        for (int from = ByteOrderMark.lengthIn(text, 0, text.length); from < text.length; line++) {
            int to = indexOf(text, '\n', from);
            try {
                add(text, from, to, line);
            } catch (BadLine wrong) {
                bad.add(wrong);
            }
            from = to + 1;
        }
        return bad;
    }

    /** A second owner's copy of the first key that is wanted. */
    Optional<SharedKey> copyOfFirst(Predicate<KeyInMemory> wanted) {
        return keys.stream().filter(wanted).findFirst().map(PskTable::copy);
    }

    @SuppressWarnings("MustBeClosedChecker") // the receiver of the copy closes it
    private static SharedKey copy(KeyInMemory original) {
        return new KeyInMemory(original.id(), original.peer(), original.key().copy());
    }

    private void add(byte[] text, int from, int to, int line) throws BadLine {
        List<int[]> words = words(text, from, to);
        if (words.isEmpty() || text[words.getFirst()[0]] == '#') {
            return;
        }
        if (words.size() != 3) {
            throw new BadLine(line, "PSK-ID PEER-CF hex:DIGITS or base64:TEXT expected");
        }
        PskId id = id(word(text, words.get(0)), line);
        CfId peer = peer(word(text, words.get(1)), line);
        if (keys.stream().anyMatch(known -> known.id().equals(id))) {
            throw new BadLine(line, "PSK id " + id + " comes a second time");
        }
        int[] value = words.get(2);
        addKey(id, peer, decode(Arrays.copyOfRange(text, value[0], value[1]), line), line);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the table
    private void addKey(PskId id, CfId peer, byte[] key, int line) throws BadLine {
        if (key.length < SHORTEST_OCTETS || key.length > LONGEST_OCTETS) {
            Arrays.fill(key, (byte) 0);
            throw new BadLine(line, "a key has 256 to 4096 bits, not " + key.length * Byte.SIZE);
        }
        keys.add(new KeyInMemory(id, peer, KeyMaterial.taking(key)));
    }

    private static PskId id(String text, int line) throws BadLine {
        if (!PskId.isPskId(text)) {
            throw new BadLine(line, "a PSK id is 1..64 letters, digits, '.', '_' or '-'");
        }
        return new PskId(text);
    }

    private static CfId peer(String text, int line) throws BadLine {
        try {
            return new CfId(text);
        } catch (IllegalArgumentException e) {
            throw new BadLine(line, "the second word is the peer's CF id");
        }
    }

    /** Wipes the value. */
    static byte[] decode(byte[] value, int line) throws BadLine {
        try {
            if (startsWith(value, HEX)) {
                return hex(value, HEX.length, line);
            }
            if (startsWith(value, BASE64)) {
                byte[] encoded = Arrays.copyOfRange(value, BASE64.length, value.length);
                try {
                    return Base64.getDecoder().decode(encoded);
                } finally {
                    Arrays.fill(encoded, (byte) 0);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new BadLine(line, "the key is not base64");
        } finally {
            Arrays.fill(value, (byte) 0);
        }
        throw new BadLine(line, "a key begins with hex: or base64:");
    }

    private static byte[] hex(byte[] digits, int from, int line) throws BadLine {
        byte[] key = new byte[(digits.length - from) / 2];
        boolean good = (digits.length - from) % 2 == 0;
        for (int i = 0; i < key.length && good; i++) {
            int high = Character.digit(digits[from + 2 * i], 16);
            int low = Character.digit(digits[from + 2 * i + 1], 16);
            good = high >= 0 && low >= 0;
            key[i] = (byte) (high << 4 | low);
        }
        if (!good) {
            Arrays.fill(key, (byte) 0);
            throw new BadLine(line, "the key is not an even number of hexadecimal digits");
        }
        return key;
    }

    private static List<int[]> words(byte[] text, int from, int to) {
        List<int[]> words = new ArrayList<>();
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean blank = i == to || text[i] == ' ' || text[i] == '\t' || text[i] == '\r';
            if (!blank && start < 0) {
                start = i;
            } else if (blank && start >= 0) {
                words.add(new int[] {start, i});
                start = -1;
            }
        }
        return words;
    }

    private static String word(byte[] text, int[] range) {
        return new String(text, range[0], range[1] - range[0], StandardCharsets.ISO_8859_1);
    }

    private static boolean startsWith(byte[] text, byte[] prefix) {
        return text.length >= prefix.length && Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static int indexOf(byte[] text, char wanted, int from) {
        int at = from;
        while (at < text.length && text[at] != wanted) {
            at++;
        }
        return at;
    }

    @Override
    public void close() {
        keys.forEach(KeyInMemory::close);
    }
}
