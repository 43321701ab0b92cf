package org.openmfs.agent.methods.https;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * TLS over a connected socket in buffers that its owner wipes.
 *
 * <p>What is written after the other side has ended the connection is lost without a word, so that what it said last, such
 * as an alert, is still read.
 */
final class TlsWire implements Octets, AutoCloseable {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** An alert is one or two records; more turns would be for ever. */
    private static final int LAST_WORDS = 4;

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Socket socket;
    private final SSLEngine engine;
    private final ByteBuffer incoming;
    private final ByteBuffer plain;
    private final ByteBuffer outgoing;
    private Deadline deadline = Deadline.in(Duration.ZERO, Overdue.Stage.CONNECTION);
    private boolean unheard;

    TlsWire(Socket socket, SSLEngine engine, WipedMemory.Part part) {
        this.socket = socket;
        this.engine = engine;
        this.incoming = part.incoming().flip();
        this.plain = part.plain().flip();
        this.outgoing = part.outgoing();
    }

    /** What is waited for from now on is waited for until then. */
    void waitUntil(Deadline given) {
        deadline = given;
    }

    void shakeHands() throws IOException {
        try {
            engine.beginHandshake();
            while (isShakingHands()) {
                if (!turn()) {
                    throw new EOFException("ended within the handshake");
                }
            }
        } catch (SSLException refused) {
            sayLastWords();
            hearOut();
            throw refused;
        }
    }

    private boolean isShakingHands() {
        return engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    void write(byte[] octets) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
            wrap(rest);
        }
    }

    @Override
    public int next() throws IOException {
        while (!plain.hasRemaining()) {
            if (!turn()) {
                return END;
            }
        }
        return plain.get() & 0xff;
    }

    /** Does what is next with no octets in hand; returns whether there may be more. */
    private boolean turn() throws IOException {
        deadline.millisLeft();
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                // What one of them refused, the next turn says.
                return true;
            }
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> unwrap();
        }
        return !engine.isInboundDone();
    }

    private void unwrap() throws IOException {
        plain.clear();
        SSLEngineResult result;
        try {
            result = engine.unwrap(incoming, plain);
        } finally {
            plain.flip();
        }
        switch (result.getStatus()) {
            case OK, CLOSED -> {}
            case BUFFER_UNDERFLOW -> receive();
            case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
        }
    }

    private void receive() throws IOException {
        incoming.compact();
        try {
            socket.setSoTimeout(deadline.millisLeft());
            int from = incoming.arrayOffset() + incoming.position();
            int count = socket.getInputStream().read(incoming.array(), from, incoming.remaining());
            if (count < 0) {
                throw new EOFException("ended without a word");
            }
            incoming.position(incoming.position() + count);
        } catch (SocketTimeoutException late) {
            throw deadline.overdue();
        } finally {
            incoming.flip();
        }
    }

    private void wrap(ByteBuffer content) throws IOException {
        outgoing.clear();
        if (engine.wrap(content, outgoing).getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            throw new SSLException("what is to be answered is larger than TLS allows");
        }
        if (unheard) {
            return;
        }
        try {
            socket.getOutputStream().write(outgoing.array(), outgoing.arrayOffset(), outgoing.position());
        } catch (IOException ended) {
            if (socket.isClosed()) {
                throw ended;
            }
            unheard = true;
        }
    }

    /** Tells the other side why, as far as it still listens. */
    private void sayLastWords() {
        for (int i = 0;
                i < LAST_WORDS && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP;
                i++) {
            try {
                wrap(NOTHING);
            } catch (IOException gone) {
                // The engine throws its failure once more before it gives the alert.
            }
        }
    }

    /** Lets the other side say what it was about to, or the reset that it earns would hide our last words from it. */
    private void hearOut() {
        deadline = Deadline.in(A_MOMENT, Overdue.Stage.CONNECTION).orEarlier(deadline);
        try {
            socket.shutdownOutput();
            while (true) {
                incoming.clear().flip();
                receive();
            }
        } catch (IOException over) {
            unheard = true;
        }
    }

    /** Ends the connection in good order, and the session, so that its secrets go and the next one is checked anew. */
    @Override
    public void close() {
        engine.getSession().invalidate();
        engine.closeOutbound();
        sayLastWords();
    }
}
