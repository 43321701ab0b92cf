package org.openmfs.agent.encdecs.macsec;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The unprotected side of a simulated Enc/Dec for programs that speak UDP: each datagram becomes an Ethernet frame from
 * our station to the peer's, and each arriving frame a datagram.
 */
public final class DatagramEdge implements FrameLink {
    /** Local experimental EtherType (IEEE 802, 9.2.3). */
    private static final int ETHER_TYPE = 0x88B5;

    private static final int HEADER_OCTETS = FrameCipher.ADDRESS_OCTETS + Short.BYTES;

    private final UdpLink application;
    private final byte[] header = new byte[HEADER_OCTETS];

    /**
     * @param own where the application sends its datagrams to
     * @param application where arriving datagrams are handed to
     */
    public DatagramEdge(InetSocketAddress own, InetSocketAddress application, MacsecEnds ends) throws IOException {
        this.application = new UdpLink(own, application);
        byte[] destination = ends.peer().mac();
        byte[] source = ends.local().mac();
        System.arraycopy(destination, 0, header, 0, destination.length);
        System.arraycopy(source, 0, header, destination.length, source.length);
        header[HEADER_OCTETS - 2] = (byte) (ETHER_TYPE >>> Byte.SIZE);
        header[HEADER_OCTETS - 1] = (byte) ETHER_TYPE;
    }

    @Override
    public void send(byte[] frame) {
        if (frame.length >= HEADER_OCTETS) {
            application.send(Arrays.copyOfRange(frame, HEADER_OCTETS, frame.length));
        }
    }

    @Override
    public void onReceive(Consumer<byte[]> receiver) {
        application.onReceive(datagram -> {
            byte[] frame = Arrays.copyOf(header, HEADER_OCTETS + datagram.length);
            System.arraycopy(datagram, 0, frame, HEADER_OCTETS, datagram.length);
            receiver.accept(frame);
        });
    }

    @Override
    public void close() {
        application.close();
    }
}
