package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One end of numbered datagram traffic that counts what was lost, for use while keys are rolled.
 *
 * <p>Both ends run the same program. Each greets the other until it knows that both hear each other, so that nothing is
 * counted before keys are in place; then it sends numbered datagrams at a steady rate.
 */
public final class TrafficCounter implements AutoCloseable {
    private static final int GREETING = -1;
    private static final int GREETING_ANSWERED = -2;
    private static final int DATAGRAM_OCTETS = 200;
    private static final long GREET_EVERY_MILLIS = 50;
    private static final Duration REPORT_EVERY = Duration.ofMillis(250);
    /** Time missed beyond this is not made up for: a burst would only overrun the receiver's buffer. */
    private static final Duration MOST_BEHIND = Duration.ofMillis(50);

    private static final int RECEIVE_BUFFER_OCTETS = 8 << 20;
    private static final Duration LINGER = Duration.ofMillis(700);

    private final TrafficPlan plan;
    private final DatagramSocket socket;
    private final ArrivalLog arrivals = new ArrivalLog();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch bothHeard = new CountDownLatch(1);
    private volatile boolean peerHeard;
    private volatile boolean stopped;

    /** Opens the socket and begins to listen. */
    public TrafficCounter(TrafficPlan plan) throws SocketException {
        this.plan = plan;
        this.socket = new DatagramSocket(plan.own());
        socket.setReceiveBufferSize(RECEIVE_BUFFER_OCTETS);
        Thread.ofPlatform().daemon().name("traffic-in").start(this::receive);
    }

    /** Sends until the plan's limit is reached or its stop file appears, then waits for the last datagrams. */
    public void run() throws IOException, InterruptedException {
        Thread reporter = Thread.ofPlatform().daemon().name("traffic-report").start(this::report);
        greet();
        send();
        Thread.sleep(LINGER);
        stopped = true;
        reporter.join();
        count(true).write(plan.report());
    }

    private void greet() throws IOException, InterruptedException {
        do {
            transmit(peerHeard ? GREETING_ANSWERED : GREETING);
        } while (!bothHeard.await(GREET_EVERY_MILLIS, TimeUnit.MILLISECONDS) && !stopRequested());
    }

    private void send() throws IOException {
        long gap = Duration.ofSeconds(1).toNanos() / plan.perSecond();
        long due = System.nanoTime();
        for (int number = 0; plan.limit() == 0 || number < plan.limit(); number++) {
            if (number % Math.max(1, plan.perSecond() / 10) == 0 && stopRequested()) {
                return;
            }
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            transmit(number);
            sent.incrementAndGet();
            due = Math.max(due + gap, System.nanoTime() - MOST_BEHIND.toNanos());
        }
    }

    private boolean stopRequested() {
        return Files.exists(plan.stopFile());
    }

    private void transmit(int number) throws IOException {
        byte[] payload = new byte[DATAGRAM_OCTETS];
        ByteBuffer.wrap(payload).putInt(number);
        socket.send(new DatagramPacket(payload, payload.length, plan.peer()));
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_OCTETS], DATAGRAM_OCTETS);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                continue;
            }
            heard(ByteBuffer.wrap(packet.getData()).getInt());
        }
    }

    /** Anything but a first greeting says that the other end hears us, as we hear it. */
    private void heard(int number) {
        peerHeard = true;
        if (number != GREETING) {
            bothHeard.countDown();
        }
        if (number >= 0) {
            arrivals.add(number);
        }
    }

    private void report() {
        try {
            while (!stopped) {
                count(false).write(plan.report());
                Thread.sleep(REPORT_EVERY);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the counts to " + plan.report(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TrafficCount count(boolean done) {
        return arrivals.count(sent.get(), done);
    }

    @Override
    public void close() {
        socket.close();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (TrafficCounter counter = new TrafficCounter(TrafficPlan.parse(arguments))) {
            counter.run();
        }
    }
}
