package org.openmfs.agent.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A cable between two links that can be cut without either end being told: octets are swallowed. */
final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean cut;
    private volatile int octetsPerSecond = Integer.MAX_VALUE;

    Wire(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    PeerAddress address() {
        return new PeerAddress("127.0.0.1", entrance.getLocalPort());
    }

    void cut() {
        cut = true;
    }

    /** New connections pass again; those that were cut stay silent. */
    void mend() {
        cut = false;
    }

    /** From now on no more passes in a second, each way. */
    void slow(int octets) {
        octetsPerSecond = octets;
    }

    private Void accept() throws IOException {
        while (true) {
            Socket in = entrance.accept();
            Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
            synchronized (sockets) {
                sockets.add(in);
                sockets.add(out);
            }
            threads.submit(() -> carry(in, out));
            threads.submit(() -> carry(out, in));
        }
    }

    private Void carry(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] buffer = new byte[4 << 10];
        boolean whole = true;
        InputStream source = from.getInputStream();
        OutputStream sink = to.getOutputStream();
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            whole = whole && !cut;
            if (whole) {
                sink.write(buffer, 0, count);
                TimeUnit.MICROSECONDS.sleep(count * 1_000_000L / octetsPerSecond);
            }
        }
        if (whole && !cut) {
            to.close();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        threads.shutdownNow();
    }
}
