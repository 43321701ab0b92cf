package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several addresses of one host, of which some take no connection. */
final class DialledTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int MOST_IN_A_QUEUE = 8;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private ServerSocket listening;
    private InetAddress good;
    private InetAddress refusing;
    private InetAddress silent;

    @BeforeEach
    void listen() throws Exception {
        good = InetAddress.getByName("127.0.0.1");
        refusing = InetAddress.getByName("127.0.0.2");
        silent = InetAddress.getByName("127.0.0.3");
        listening = new ServerSocket(0, 8, good);
        opened.add(listening);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    /** Takes so many connections that it answers no more. */
    private void fillSilent() throws IOException {
        ServerSocket full = new ServerSocket(listening.getLocalPort(), 1, silent);
        opened.add(full);
        for (int i = 0; i < MOST_IN_A_QUEUE; i++) {
            Socket waiting = new Socket();
            opened.add(waiting);
            try {
                waiting.connect(full.getLocalSocketAddress(), 50);
            } catch (IOException isFull) {
                return;
            }
        }
    }

    @Test
    void the_first_address_that_takes_a_connection_is_taken() throws Exception {
        assertThat(dialled(PATIENCE, refusing, good)).isEqualTo(good);
        assertThat(dialled(PATIENCE, good, refusing)).isEqualTo(good);
    }

    @Test
    void an_address_that_says_nothing_has_no_more_than_its_share_of_the_time() throws Exception {
        fillSilent();

        assertThat(dialled(PATIENCE.multipliedBy(2), silent, good)).isEqualTo(good);
    }

    @Test
    void where_all_refuse_that_is_told() {
        assertThatThrownBy(() -> dialled(PATIENCE, refusing, refusing)).isInstanceOf(ConnectException.class);
    }

    @Test
    void the_last_address_has_all_of_the_time_that_is_left_and_what_was_waited_for_is_told() throws Exception {
        fillSilent();
        Deadline deadline = Deadline.in(PATIENCE, Overdue.Stage.CONNECTION);
        InetAddress[] all = {refusing, refusing, refusing, refusing, silent};

        Overdue over = catchThrowableOfType(Overdue.class, () -> dialled(deadline, all));

        assertThat(over.stage()).isEqualTo(Overdue.Stage.CONNECTION);
        assertThat(deadline.nanosLeft()).isNotPositive();
    }

    private InetAddress dialled(Duration patience, InetAddress... addresses) throws IOException {
        return dialled(Deadline.in(patience, Overdue.Stage.CONNECTION), addresses);
    }

    private InetAddress dialled(Deadline deadline, InetAddress... addresses) throws IOException {
        try (Socket socket = Dialled.socket(addresses, listening.getLocalPort(), deadline)) {
            return ((InetSocketAddress) socket.getRemoteSocketAddress()).getAddress();
        }
    }
}
