package org.openmfs.agent.netconf.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openmfs.agent.netconf.session.Limits;

/** A server with a toy device behind it, fresh for each test, and clients that are closed after it. */
final class ServerFixture implements BeforeEachCallback, AfterEachCallback {
    private final Limits limits;
    private final Deque<NetconfClient> clients = new ArrayDeque<>();
    private Path folder;
    private ToyDevice device;
    private AgentServer server;

    ServerFixture(Limits limits) {
        this.limits = limits;
    }

    ServerFixture() {
        this(Limits.defaults());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("netconf-server");
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        clients.forEach(NetconfClient::close);
        server.close();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(ServerFixture::delete);
        }
    }

    /** Starts the server again on the same folder, with a device that knows nothing yet. */
    void restart() throws IOException {
        server.close();
        start();
    }

    NetconfClient connect() throws IOException {
        var client = NetconfClient.connect(server, password());
        clients.add(client);
        return client;
    }

    /** A client that has not even connected. */
    NetconfClient client() {
        var client = new NetconfClient();
        clients.add(client);
        return client;
    }

    AgentServer server() {
        return server;
    }

    ToyDevice device() {
        return device;
    }

    Path folder() {
        return folder;
    }

    String password() throws IOException {
        return Files.readString(folder.resolve("netconf-password")).strip();
    }

    private void start() throws IOException {
        device = new ToyDevice();
        var settings = ServerSettings.onLoopback(0, folder);
        server = new AgentServer(
                new ServerSettings(settings.bind(), folder, settings.user(), limits),
                ToyDevice.MODEL,
                device,
                device,
                device.rpcs());
        server.start();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
