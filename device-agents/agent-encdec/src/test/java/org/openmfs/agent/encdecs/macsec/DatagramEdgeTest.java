package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DatagramEdgeTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void a_datagram_becomes_a_frame_from_our_station_to_the_peers() throws Exception {
        BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
        try (DatagramSocket application = new DatagramSocket(0, HERE)) {
            InetSocketAddress own = free();
            try (DatagramEdge edge = new DatagramEdge(
                    own, new InetSocketAddress(HERE, application.getLocalPort()), SimulatedLink.NEAR_ENDS)) {
                edge.onReceive(frames::add);

                application.send(new DatagramPacket(new byte[] {0x41, 0x42}, 2, own));

                byte[] frame = frames.poll(10, TimeUnit.SECONDS);
                assertThat(HexFormat.of().formatHex(frame))
                        .isEqualTo("024d4653000b" + "024d4653000a" + "88b5" + "4142");
            }
        }
    }

    @Test
    void a_frame_of_a_header_alone_is_a_datagram_without_octets_and_less_is_none() throws Exception {
        try (DatagramSocket application = new DatagramSocket(0, HERE);
                DatagramEdge edge = new DatagramEdge(
                        free(), new InetSocketAddress(HERE, application.getLocalPort()), SimulatedLink.NEAR_ENDS)) {
            application.setSoTimeout(10_000);
            edge.send(new byte[13]);
            edge.send(new byte[14]);
            edge.send(new byte[15]);

            DatagramPacket packet = new DatagramPacket(new byte[9], 9);
            application.receive(packet);
            assertThat(packet.getLength()).isZero();
            packet.setLength(9);
            application.receive(packet);
            assertThat(packet.getLength()).isEqualTo(1);
        }
    }

    private static InetSocketAddress free() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
            return new InetSocketAddress(HERE, socket.getLocalPort());
        }
    }
}
