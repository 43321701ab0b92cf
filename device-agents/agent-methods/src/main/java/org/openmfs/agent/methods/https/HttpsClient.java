package org.openmfs.agent.methods.https;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Asks one server, each time on a connection of its own and once at most: TLS 1.2 or 1.3, the server's certificate checked
 * for its host, no proxy, no redirect, a bounded answer, and an end in time.
 *
 * <p>Each exchange runs on a thread of its own, so that whatever hangs is left behind when its time is over.
 */
public final class HttpsClient implements AutoCloseable {
    /** So many times the patience for one connection, a knock is over. */
    private static final int ALTOGETHER = 3;

    private final SSLContext tls;
    private final HttpsPlace place;
    private final Patience patience;
    private final WipedMemory memory;
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * How long to wait.
     *
     * @param connection for a connection, TLS included
     * @param whole for an answer, connection included
     */
    public record Patience(Duration connection, Duration whole) {}

    public HttpsClient(SSLContext tls, HttpsPlace place, Patience patience, WipedMemory memory) {
        this.tls = tls;
        this.place = place;
        this.patience = patience;
        this.memory = memory;
    }

    /** What is done on a connection; returns the status of the answer. */
    @FunctionalInterface
    private interface Exchange {
        int on(TlsWire wire, WipedMemory.Part part, Deadline deadline) throws IOException;
    }

    /**
     * Sends the request and waits for the whole answer.
     *
     * @throws Overdue if it does not come in time
     * @throws UnusableAnswer if what comes is none that is taken here
     * @throws IOException if there is no connection, or it ends before
     */
    @MustBeClosed
    public HttpsAnswer send(HttpsRequest request) throws IOException, InterruptedException {
        byte[] octets = request.octets(place);
        return run(patience, (wire, part, deadline) -> {
            wire.write(octets);
            return new AnswerReader(wire, part.line(), part.body()).read();
        });
    }

    /**
     * Why the server ends connections before it answers: TLS alone, without a request. In TLS 1.3 a server refuses a
     * client's certificate when more of the client's is on its way already, and the reset that this earns may overtake the
     * alert that says why.
     *
     * @param moment for the connection, and then for a word
     * @return what became of the connection; empty where the server takes us and waits for a request
     */
    public Optional<IOException> refusal(Duration moment) throws InterruptedException {
        Exchange knock = (wire, part, deadline) -> {
            wire.waitUntil(Deadline.in(moment, Overdue.Stage.ANSWER).orEarlier(deadline));
            if (wire.next() == Octets.END) {
                throw new EOFException("closed without a request");
            }
            return 0;
        };
        try (HttpsAnswer unasked = run(new Patience(moment, moment.multipliedBy(ALTOGETHER)), knock)) {
            return Optional.empty();
        } catch (Overdue waiting) {
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the caller closes the answer; one that nobody waits for is closed here
    private HttpsAnswer run(Patience given, Exchange exchange) throws IOException, InterruptedException {
        Deadline whole = Deadline.in(given.whole(), Overdue.Stage.ANSWER);
        CompletableFuture<HttpsAnswer> pending = new CompletableFuture<>();
        Thread thread =
                Thread.ofVirtual().unstarted(() -> work(new Work(given.connection(), whole, exchange), pending));
        underWay.add(thread);
        thread.start();
        boolean answered = false;
        try {
            if (closed) {
                throw new IOException("closed here");
            }
            HttpsAnswer answer = pending.get(whole.nanosLeft(), TimeUnit.NANOSECONDS);
            answered = true;
            return answer;
        } catch (TimeoutException late) {
            throw whole.overdue();
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } finally {
            if (!answered) {
                thread.interrupt();
                // Should it come all the same.
                pending.thenAccept(HttpsAnswer::close);
            }
        }
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            // What a library throws on octets that it did not expect.
            case Exception odd -> new IOException("the exchange broke", odd);
            case Throwable broken -> throw new IllegalStateException("the exchange failed", broken);
        };
    }

    /** One exchange and its limits. */
    private record Work(Duration connection, Deadline whole, Exchange exchange) {}

    /** Hands over what became of it, whatever was thrown. */
    @SuppressWarnings("MustBeClosedChecker") // handed over
    private void work(Work work, CompletableFuture<HttpsAnswer> pending) {
        FutureTask<HttpsAnswer> task = new FutureTask<>(() -> answer(work));
        task.run();
        underWay.remove(Thread.currentThread());
        if (task.state() == Future.State.FAILED) {
            pending.completeExceptionally(task.exceptionNow());
        } else {
            pending.complete(task.resultNow());
        }
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the answer takes the part over
    private HttpsAnswer answer(Work work) throws IOException, InterruptedException {
        InetAddress[] addresses = InetAddress.getAllByName(place.host());
        WipedMemory.Part part = memory.take(work.whole());
        boolean answered = false;
        try {
            Deadline connected = Deadline.in(work.connection(), Overdue.Stage.CONNECTION);
            int status;
            try (Socket socket = Dialled.socket(addresses, place.port(), connected.orEarlier(work.whole()));
                    TlsWire wire = new TlsWire(socket, engine(), part)) {
                wire.waitUntil(connected.of(Overdue.Stage.HANDSHAKE).orEarlier(work.whole()));
                wire.shakeHands();
                wire.waitUntil(work.whole());
                status = work.exchange().on(wire, part, work.whole());
            }
            answered = true;
            return new HttpsAnswer(status, part);
        } finally {
            if (!answered) {
                part.close();
            }
        }
    }

    private SSLEngine engine() {
        SSLEngine engine = tls.createSSLEngine(place.host(), place.port());
        engine.setUseClientMode(true);
        SSLParameters wanted = engine.getSSLParameters();
        wanted.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        wanted.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(wanted);
        return engine;
    }

    /** Ends what is under way, and takes nothing new. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(Thread::interrupt);
    }
}
