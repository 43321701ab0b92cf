package org.openmfs.southbound.netconf;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes TCP connections, never says anything, and counts those that the other end gave up. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket entry;
    private final Semaphore closed = new Semaphore(0);

    SilentServer() {
        try {
            entry = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket socket = entry.accept();
                Thread.ofVirtual().start(() -> drain(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void drain(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A reset ends the connection as well.
        }
        closed.release();
    }

    void awaitClosed(int connections) {
        try {
            if (!closed.tryAcquire(connections, 30, TimeUnit.SECONDS)) {
                throw new AssertionError(closed.availablePermits() + " connections were given up");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            entry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
