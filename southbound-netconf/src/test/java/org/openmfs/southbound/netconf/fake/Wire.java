package org.openmfs.southbound.netconf.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openmfs.controller.model.Device;

/** A network between plugin and device that can be cut so that neither end is told. */
public final class Wire implements AutoCloseable {
    /** One connection through it. */
    private static final class Strand {
        private final Socket near;
        private final Socket far;
        private volatile boolean cut;

        Strand(Socket near, Socket far) {
            this.near = near;
            this.far = far;
            Thread.ofVirtual().start(() -> pump(near, far));
            Thread.ofVirtual().start(() -> pump(far, near));
        }

        private void pump(Socket from, Socket to) {
            byte[] some = new byte[8192];
            try {
                for (int length = from.getInputStream().read(some);
                        length >= 0;
                        length = from.getInputStream().read(some)) {
                    if (!cut) {
                        to.getOutputStream().write(some, 0, length);
                    }
                }
            } catch (IOException e) {
                close(from);
            }
            if (!cut) {
                close(to);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final ServerSocket entry;
    private final Device behind;
    private final List<Strand> strands = new CopyOnWriteArrayList<>();

    /** @param behind the device as it is reached directly */
    public Wire(Device behind) {
        this.behind = behind;
        try {
            entry = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entry.accept();
                strands.add(new Strand(near, new Socket(behind.host(), behind.port())));
            }
        } catch (IOException e) {
            strands.forEach(strand -> Strand.close(strand.near));
        }
    }

    /** The device as it is reached through this wire. */
    public Device settings() {
        return new Device(
                behind.id(), "127.0.0.1", entry.getLocalPort(), behind.hostKey(), behind.credential(), behind.locked());
    }

    public int connections() {
        return strands.size();
    }

    /** What is sent on the connections of now arrives nowhere; new connections work. */
    public void cut() {
        strands.forEach(strand -> strand.cut = true);
    }

    @Override
    public void close() {
        try {
            entry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        strands.forEach(strand -> {
            Strand.close(strand.near);
            Strand.close(strand.far);
        });
    }
}
