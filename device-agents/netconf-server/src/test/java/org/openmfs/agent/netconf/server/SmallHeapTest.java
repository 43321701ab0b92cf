package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.getConfig;
import static org.openmfs.agent.netconf.server.Requests.subscribe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever clients do, a server with a heap of 96 MiB goes on serving the others. */
final class SmallHeapTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    static Path folder;

    private static ServerProcess server;

    private final Deque<NetconfClient> clients = new ArrayDeque<>();

    @BeforeAll
    static void start() throws IOException {
        server = new ServerProcess(
                folder.resolve("data"), "-Xmx96m", "-XX:+ExitOnOutOfMemoryError", "-XX:-HeapDumpOnOutOfMemoryError");
    }

    @AfterEach
    void hangUp() {
        clients.forEach(NetconfClient::close);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private NetconfClient opened() throws IOException {
        var client = new NetconfClient();
        clients.add(client);
        client.login(server.port(), "admin", server.password());
        client.open();
        return client;
    }

    private NetconfClient connected() throws IOException {
        var client = opened();
        client.hello(NetconfClient.HELLO_1_1);
        return client;
    }

    private void assertServes() throws Exception {
        var client = connected();
        assertReply(client.rpc(edit("<name>alpha</name>"))).isOk();
        assertReply(client.rpc("<get/>")).has("//device/link/state/frames", "42");
        assertReply(client.rpc("<close-session/>")).isOk();
        assertThat(server.isAlive()).isTrue();
        assertThat(server.residentMebibytes()).isLessThan(320);
    }

    @Test
    void a_client_that_asks_and_does_not_read_harms_only_itself() throws Exception {
        var deaf = opened();
        deaf.helloWithoutReading();

        for (var i = 0; i < 20_000; i++) {
            deaf.request("<get/>");
        }
        assertServes();
        assertThat(isClosedWhile(() -> deaf.request("<get><!--" + "x".repeat(10_000) + "--></get>")))
                .isTrue();

        assertServes();
    }

    @Test
    void clients_that_send_messages_without_end_harm_only_themselves() throws Exception {
        var hoses = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 8; i++) {
            var client = connected();
            client.send("\n#4000000000\n");
            hoses.add(() -> isClosedWhile(() -> client.send("x".repeat(100_000))));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var closed : threads.invokeAll(hoses)) {
                assertThat(closed.get()).isTrue();
            }
        }

        assertServes();
    }

    @Test
    void messages_as_large_as_may_be_are_read() throws Exception {
        var client = connected();
        var other = connected();

        for (var sender : List.of(client, other)) {
            sender.request(edit("<link><id>a</id><note>" + "x".repeat(3 * MIB) + "</note></link>"));
        }
        assertReply(client.reply()).isOk();
        assertReply(other.reply()).isOk();
        client.request(edit("<name>x</name>" + "<!---->".repeat(150_000)));
        assertReply(client.reply()).isOk();

        assertThat(client.rpc(getConfig("candidate"))).hasSizeGreaterThan(3 * MIB);
        assertServes();
    }

    @Test
    void a_subscriber_that_does_not_read_is_dropped() throws Exception {
        var deaf = opened();
        deaf.helloWithoutReading();
        deaf.request(subscribe(""));
        var reader = connected();
        assertReply(reader.rpc(subscribe(""))).isOk();

        server.publish(30_000);

        for (var i = 0; i < 1_000; i++) {
            assertThat(reader.notification()).isNotEmpty();
        }
        assertThat(deaf.isHungUp()).isTrue();
        assertServes();
    }

    @Test
    void connections_that_come_and_go_leave_nothing_behind() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var visits = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 4_000; i++) {
                visits.add(this::visit);
            }
            for (var banner : threads.invokeAll(visits)) {
                assertThat(banner.get()).isIn((int) 'S', -1);
            }
        }

        assertServes();
    }

    private int visit() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Does something again and again until the connection breaks. */
    private static boolean isClosedWhile(Action action) throws Exception {
        for (var i = 0; i < 2_000; i++) {
            try {
                action.run();
            } catch (IOException closed) {
                return true;
            }
        }
        return false;
    }
}
