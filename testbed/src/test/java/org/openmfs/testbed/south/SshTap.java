package org.openmfs.testbed.south;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stands between one SSH client and its server and keeps what both say before they encrypt (RFC 4253, section 6). */
final class SshTap implements AutoCloseable {
    private static final int NEW_KEYS = 21;
    private static final int COOKIE = 16;

    private final ServerSocket entry = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Said byClient = new Said();
    private final Said byServer = new Said();

    /** A message in clear: its number and what follows that. */
    record Message(int number, ByteBuffer body) {
        /** The list of names that a SSH_MSG_KEXINIT begins with: key exchanges, best first. */
        List<String> keyExchanges() {
            byte[] names = new byte[body.getInt(COOKIE)];
            body.get(COOKIE + Integer.BYTES, names);
            return List.of(new String(names, StandardCharsets.US_ASCII).split(","));
        }

        /** The octets in the first string. */
        int lengthOfFirst() {
            return body.getInt(0);
        }

        /** The octets in the second string. */
        int lengthOfSecond() {
            return body.getInt(Integer.BYTES + lengthOfFirst());
        }
    }

    /** One direction. */
    private static final class Said {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        private synchronized void add(byte[] some, int length) {
            octets.write(some, 0, length);
        }

        private synchronized byte[] all() {
            return octets.toByteArray();
        }

        /** What came before the keys were taken into use. */
        private List<Message> messages() {
            byte[] all = all();
            int start = 0;
            while (all[start++] != '\n') {}
            List<Message> messages = new ArrayList<>();
            ByteBuffer rest = ByteBuffer.wrap(all, start, all.length - start);
            while (messages.isEmpty() || messages.getLast().number() != NEW_KEYS) {
                int length = rest.getInt();
                int padding = rest.get();
                int number = rest.get();
                int content = length - padding - 2;
                messages.add(new Message(number, rest.slice(rest.position(), content)));
                rest.position(rest.position() + content + padding);
            }
            return messages;
        }
    }

    /** @param port where the server listens, on the loopback address */
    SshTap(int port) throws IOException {
        Thread.ofVirtual().start(() -> accept(port));
    }

    int port() {
        return entry.getLocalPort();
    }

    List<Message> saidByClient() {
        return byClient.messages();
    }

    List<Message> saidByServer() {
        return byServer.messages();
    }

    private void accept(int port) {
        try (Socket client = entry.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.ofVirtual().start(() -> pass(server, client, byServer));
            pass(client, server, byClient);
            back.join();
        } catch (IOException closed) {
            // The test is over.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to, Said said) {
        byte[] some = new byte[8192];
        try {
            for (int length = from.getInputStream().read(some);
                    length >= 0;
                    length = from.getInputStream().read(some)) {
                said.add(some, length);
                to.getOutputStream().write(some, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException closed) {
            // One end is gone; the other notices by itself.
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
