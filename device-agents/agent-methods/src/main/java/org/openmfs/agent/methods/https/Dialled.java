package org.openmfs.agent.methods.https;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection to the first of a host's addresses that takes one. */
final class Dialled {
    private Dialled() {}

    /** @param addresses at least one; each has its share of the time that is left */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed in every turn that does not return it
    static Socket socket(InetAddress[] addresses, int port, Deadline deadline) throws IOException {
        for (int i = 0; ; i++) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(addresses[i], port),
                        Math.max(1, deadline.millisLeft() / (addresses.length - i)));
                return socket;
            } catch (IOException refused) {
                socket.close();
                if (i == addresses.length - 1) {
                    throw refused instanceof SocketTimeoutException ? deadline.overdue() : refused;
                }
            }
        }
    }
}
