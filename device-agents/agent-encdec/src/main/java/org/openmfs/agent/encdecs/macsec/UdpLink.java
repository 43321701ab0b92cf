package org.openmfs.agent.encdecs.macsec;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One end of a wire between two processes: a frame travels as one UDP datagram. */
public final class UdpLink implements FrameLink {
    private static final Logger LOG = LoggerFactory.getLogger(UdpLink.class);
    private static final int LONGEST_DATAGRAM = 65_507;
    private static final int RECEIVE_BUFFER_OCTETS = 4 << 20;
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final DatagramSocket socket;
    private final InetSocketAddress peer;
    private final List<Thread> receiving = new CopyOnWriteArrayList<>();

    /**
     * Binds our end.
     *
     * @throws IOException if the address is taken or not ours
     */
    public UdpLink(InetSocketAddress own, InetSocketAddress peer) throws IOException {
        this.peer = peer;
        this.socket = new DatagramSocket(own);
        socket.setReceiveBufferSize(RECEIVE_BUFFER_OCTETS);
    }

    @Override
    public void send(byte[] frame) {
        try {
            socket.send(new DatagramPacket(frame, frame.length, peer));
        } catch (IOException e) {
            LOG.debug("a frame to {} was lost", peer, e);
        }
    }

    @Override
    public void onReceive(Consumer<byte[]> receiver) {
        receiving.add(Thread.ofPlatform().daemon().name("udp-link").start(() -> receiveInto(receiver)));
    }

    private void receiveInto(Consumer<byte[]> receiver) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LONGEST_DATAGRAM);
                socket.receive(packet);
                receiver.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (IOException e) {
                LOG.debug("no frame from {}", peer, e);
            }
        }
    }

    /** The system gives the address to others only when the thread that waited for a datagram is back. */
    @Override
    public void close() {
        socket.close();
        for (Thread thread : receiving) {
            try {
                thread.join(LONGEST_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
