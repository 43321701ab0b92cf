package org.openmfs.agent.methods;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What lies in the memory of this process: in the heap, dead objects too, and outside of it. */
public final class OwnMemory {
    private static final Path CONTENT = Path.of("/proc/self/mem");
    private static final Path PARTS = Path.of("/proc/self/maps");
    private static final int PIECE = 4 << 20;
    /** The last ones of a secret: where memory is given back to the system's library, it writes over the first. */
    private static final int COMPARED = 16;

    private static final int TRIES = 3;
    private static final byte MASK = 0x5a;
    private static final long MASK_OF_EIGHT = 0x5a5a5a5a5a5a5a5aL;
    private static final ValueLayout.OfLong EIGHT = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[PIECE]);

    private OwnMemory() {}

    /** A secret of at least 16 octets in a form in which no search finds it. */
    public static final class Hidden {
        private final byte[] masked;

        private Hidden(byte[] masked) {
            this.masked = masked;
        }

        /** One that nobody has yet. */
        public static Hidden random(Random random, int octets) {
            byte[] masked = new byte[octets];
            random.nextBytes(masked);
            return new Hidden(masked);
        }

        /** Hides these octets; the caller wipes them. */
        public static Hidden of(byte[] octets) {
            return new Hidden(turned(octets));
        }

        /** The octets; the caller wipes them. */
        public byte[] shown() {
            return turned(masked);
        }

        private static byte[] turned(byte[] octets) {
            byte[] turned = octets.clone();
            for (int i = 0; i < turned.length; i++) {
                turned[i] ^= MASK;
            }
            return turned;
        }

        private long start() {
            return MemorySegment.ofArray(masked).get(EIGHT, masked.length - COMPARED) ^ MASK_OF_EIGHT;
        }

        private boolean isAt(MemorySegment piece, long at) {
            for (int i = 0; i < COMPARED; i++) {
                if (piece.get(ValueLayout.JAVA_BYTE, at + i) != (masked[masked.length - COMPARED + i] ^ MASK)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Uses secrets and gives them back; returns what may not be there any more, by a name. */
    @FunctionalInterface
    public interface Use {
        Map<String, Hidden> run() throws Exception;
    }

    /**
     * What is left of secrets after their use. A collection that comes while one is in the heap leaves a copy, which is
     * for others to write over; so what is left is left each time.
     */
    public static Set<String> leftAfter(Use use) throws Exception {
        Set<String> left = found(use.run());
        for (int tries = 1; tries < TRIES && !left.isEmpty(); tries++) {
            left = found(use.run());
        }
        return left;
    }

    private static Set<String> found(Map<String, Hidden> wanted) throws IOException {
        boolean[] begins = new boolean[1 << Short.SIZE];
        wanted.values().forEach(hidden -> begins[(int) hidden.start() & 0xffff] = true);
        Set<String> found = new TreeSet<>();
        try (FileChannel memory = FileChannel.open(CONTENT, StandardOpenOption.READ)) {
            ByteBuffer room = ByteBuffer.allocateDirect(PIECE);
            for (long[] part : parts()) {
                for (long from = part[0]; from < part[1]; from += PIECE - COMPARED + 1) {
                    MemorySegment piece = read(memory, from, room.clear().limit((int) Math.min(PIECE, part[1] - from)));
                    found.addAll(found(piece, begins, wanted));
                }
            }
        }
        return found;
    }

    private static MemorySegment read(FileChannel memory, long from, ByteBuffer room) {
        try {
            memory.read(room, from);
        } catch (IOException goneMeanwhile) {
            room.position(0);
        }
        return MemorySegment.ofBuffer(room.flip());
    }

    private static Set<String> found(MemorySegment piece, boolean[] begins, Map<String, Hidden> wanted) {
        Set<String> found = new TreeSet<>();
        if (piece.mismatch(ZEROS.asSlice(0, piece.byteSize())) < 0) {
            return found;
        }
        for (long at = 0; at <= piece.byteSize() - COMPARED; at++) {
            long start = piece.get(EIGHT, at);
            if (begins[(int) start & 0xffff]) {
                long here = at;
                wanted.forEach((name, hidden) -> {
                    if (hidden.start() == start && hidden.isAt(piece, here)) {
                        found.add(name);
                    }
                });
            }
        }
        return found;
    }

    private static List<long[]> parts() throws IOException {
        List<long[]> parts = new ArrayList<>();
        for (String line : Files.readAllLines(PARTS)) {
            String[] words = line.split("[ -]", 4);
            if (words[2].startsWith("rw")) {
                parts.add(new long[] {Long.parseUnsignedLong(words[0], 16), Long.parseUnsignedLong(words[1], 16)});
            }
        }
        return parts;
    }
}
