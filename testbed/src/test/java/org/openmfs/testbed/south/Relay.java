package org.openmfs.testbed.south;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Stands before a server of the testbed, byte for byte, and can be gone or fall silent. */
final class Relay implements AutoCloseable {
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean silent;
    private volatile ServerSocket entry;
    private int port;

    Relay(URI server) {
        this.server = server;
        comeBack();
    }

    /** The server's address by way of here. */
    URI address() {
        return URI.create(server.getScheme() + "://" + server.getHost() + ":" + port + server.getPath());
    }

    void comeBack() {
        try {
            entry = new ServerSocket(port, 50, InetAddress.getByName(server.getHost()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = entry.getLocalPort();
        ServerSocket mine = entry;
        Thread.ofVirtual().start(() -> accept(mine));
    }

    /** Nobody listens here any more, and whoever is connected no longer is. */
    void goDown() {
        try {
            entry.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.clear();
    }

    /** From now on nothing is passed on, though connections are taken and kept. */
    void stall() {
        silent = true;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(behind);
                Thread.ofVirtual().start(() -> pass(client, behind));
                Thread.ofVirtual().start(() -> pass(behind, client));
                if (from.isClosed()) { // taken while this went down, and noted too late to be closed by that
                    client.close();
                    behind.close();
                }
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (silent) {
                    end.await();
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException gone) {
            // The other direction ends with this one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        goDown();
    }
}
