package org.openmfs.agent.methods.https;

import com.google.errorprone.annotations.MustBeClosed;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where answers lie while they are read: one array, made once, of which each exchange has a part for itself and wipes it.
 *
 * <p>It is in the heap, since the JDK decrypts other memory through a heap array that it does not wipe, and at least half a
 * region of the collector G1 long, since G1 does not move what is so large and so leaves no copy of it elsewhere. Of other
 * collectors that was not measured.
 */
public final class WipedMemory {
    /** Two TLS records, so that one always fits behind the rest of another. */
    private static final int INCOMING = 34 << 10;

    private static final int RECORD = 17 << 10;
    private static final int LINE = 8 << 10;
    private static final int PARTS = 4;
    private static final int LEAST = 600_000;

    private final byte[] whole;
    private final int part;
    private final int largestBody;
    private final BlockingQueue<Integer> free = new ArrayBlockingQueue<>(PARTS, true);

    /** @param largestBody longest content of an answer, in octets */
    public WipedMemory(int largestBody) {
        this.largestBody = largestBody;
        this.part = INCOMING + 2 * RECORD + LINE + largestBody;
        this.whole = new byte[Math.max(PARTS * part, Math.max(LEAST, halfARegion()))];
        for (int i = 0; i < PARTS; i++) {
            free.add(i);
        }
    }

    private static int halfARegion() {
        String size = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("G1HeapRegionSize")
                .getValue();
        return Math.toIntExact(Long.parseLong(size) / 2);
    }

    /** A part that nobody else has, as soon as one is free. */
    @MustBeClosed
    Part take(Deadline deadline) throws Overdue, InterruptedException {
        Integer number = free.poll(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        if (number == null) {
            throw deadline.overdue();
        }
        return new Part(number);
    }

    /** The buffers of one exchange, until they are given back. */
    final class Part implements AutoCloseable {
        private final int number;
        private final AtomicBoolean closed = new AtomicBoolean();
        private final ByteBuffer incoming;
        private final ByteBuffer plain;
        private final ByteBuffer outgoing;
        private final ByteBuffer line;
        private final ByteBuffer body;

        @MustBeClosed
        private Part(int number) {
            this.number = number;
            ByteBuffer rest = ByteBuffer.wrap(whole, number * part, part);
            this.incoming = slice(rest, INCOMING);
            this.plain = slice(rest, RECORD);
            this.outgoing = slice(rest, RECORD);
            this.line = slice(rest, LINE);
            this.body = slice(rest, largestBody);
        }

        private static ByteBuffer slice(ByteBuffer rest, int length) {
            ByteBuffer slice = rest.slice(rest.position(), length);
            rest.position(rest.position() + length);
            return slice;
        }

        /** What came from the network, in which it is decrypted in place. */
        ByteBuffer incoming() {
            return incoming;
        }

        ByteBuffer plain() {
            return plain;
        }

        ByteBuffer outgoing() {
            return outgoing;
        }

        /** One line of an answer's head. */
        ByteBuffer line() {
            return line;
        }

        /** The content of an answer. */
        ByteBuffer body() {
            return body;
        }

        boolean isClosed() {
            return closed.get();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                Arrays.fill(whole, number * part, (number + 1) * part, (byte) 0);
                free.add(number);
            }
        }
    }
}
