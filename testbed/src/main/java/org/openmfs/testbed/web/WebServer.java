package org.openmfs.testbed.web;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The doors of one process: each has an address, maybe TLS, and an endpoint; all share one small thread pool. */
public final class WebServer implements AutoCloseable {
    private static final long IDLE_MILLIS = 300_000;
    private static final int LEAST_DRAWN = 20_000;
    private static final int LEAST_OF_CLIENTS = 32_768;
    private static final int DRAWS = 100;
    private final Server server;
    private final JettyBridge bridge = new JettyBridge();
    private final List<Runnable> endings = new ArrayList<>();
    private final PortMemory ports;

    /** @param ports where ports that are drawn come from, and are kept */
    public WebServer(String name, PortMemory ports) {
        this.ports = ports;
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setName(name);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        server.setHandler(bridge);
        server.setStopTimeout(0);
    }

    /**
     * Binds an address at once, so that its port is known before anything is served. A port that is drawn is kept; it lies
     * below those that the system gives to clients, since one of them could take it while this server is away.
     *
     * @param tls how to speak TLS; empty for plain HTTP
     * @throws IOException naming the door and the address where that cannot be bound
     */
    public Door open(String purpose, Address address, Optional<ServerTls> tls) throws IOException {
        Optional<RenewableTls> context = tls.map(RenewableTls::new);
        ServerConnector connector = new ServerConnector(server, null, null, null, 0, 1, protocols(context));
        connector.setHost(address.host());
        connector.setIdleTimeout(IDLE_MILLIS);
        if (address.port() != 0) {
            bind(connector, purpose, address, "");
        } else if (ports.drawn(purpose).isPresent()) {
            Address again = address.at(ports.drawn(purpose).getAsInt());
            bind(connector, purpose, again, "; " + ports.advice());
        } else {
            draw(connector, purpose, address);
            ports.keep(purpose, connector.getLocalPort());
        }
        server.addConnector(connector);
        return new Door(connector, context, (tls.isPresent() ? "https://" : "http://") + authority(address.called()));
    }

    private static void bind(ServerConnector connector, String purpose, Address address, String advice)
            throws IOException {
        connector.setPort(address.port());
        try {
            connector.open();
        } catch (IOException e) {
            Throwable root = e.getCause() instanceof BindException bind ? bind : e;
            throw new IOException(
                    "%s: cannot listen on %s: %s%s".formatted(purpose, address, root.getMessage(), advice), e);
        }
    }

    private static void draw(ServerConnector connector, String purpose, Address address) throws IOException {
        for (int i = 0; i < DRAWS; i++) {
            connector.setPort(ThreadLocalRandom.current().nextInt(LEAST_DRAWN, LEAST_OF_CLIENTS));
            try {
                connector.open();
                return;
            } catch (IOException e) {
                // In use; the next draw, and at last the system's own, finds a free one.
            }
        }
        bind(connector, purpose, address, "");
    }

    private static ConnectionFactory[] protocols(Optional<RenewableTls> context) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (context.isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(context.get(), http.getProtocol()), http};
    }

    /** Something to end before the server stops, such as an event feed whose readers wait. */
    public void endFirst(Runnable ending) {
        endings.add(ending);
    }

    /** Serves every open door; a call that throws is answered 500 by Jetty and logged. */
    public void start() {
        LifeCycle.start(server);
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
        LifeCycle.stop(server);
    }

    /** One listening address. */
    public final class Door {
        private final ServerConnector connector;
        private final Optional<RenewableTls> tls;
        private final String prefix;

        private Door(ServerConnector connector, Optional<RenewableTls> tls, String prefix) {
            this.connector = connector;
            this.tls = tls;
            this.prefix = prefix;
        }

        /** For example {@code https://127.0.0.1:41234}. */
        public String url() {
            return prefix + ":" + connector.getLocalPort();
        }

        /** Shows another certificate to whoever connects from now on; connections that stand go on. */
        public void renew(SSLContext fresh) {
            tls.orElseThrow().renew(fresh);
        }

        public void serve(Endpoint endpoint) {
            bridge.serve(connector, endpoint);
        }
    }

    /**
     * Where to listen.
     *
     * @param port 0 means any free port
     * @param called what others call instead of the host
     */
    public record Address(String host, int port, String called) {
        public Address at(int otherPort) {
            return new Address(host, otherPort, called);
        }

        @Override
        public String toString() {
            return authority(host) + ":" + port;
        }
    }

    /** A host as a URL writes it: an IPv6 address in brackets. */
    private static String authority(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** A door before it is open. */
    public record Place(String purpose, Address address) {
        public static Place of(String purpose, String host, int port) {
            return new Place(purpose, new Address(host, port, host));
        }
    }
}
