package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UdpLinkTest {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private static final int LINKS = 400;

    private static InetSocketAddress free() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    @Test
    void an_address_is_free_again_when_a_link_that_was_listening_is_closed() throws Exception {
        List<Thread> busy = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            busy.add(Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try {
            for (int i = 0; i < LINKS; i++) {
                InetSocketAddress own = free();
                UdpLink link = new UdpLink(own, NOBODY);
                link.onReceive(frame -> {});
                link.close();

                assertThatCode(() -> new UdpLink(own, NOBODY).close())
                        .as("link " + i)
                        .doesNotThrowAnyException();
            }
        } finally {
            busy.forEach(Thread::interrupt);
        }
    }
}
