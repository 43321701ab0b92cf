package org.openmfs.northbound.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.logging.Level;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.jetty.JettyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.openmfs.controller.model.CertificateEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for HTTP/1.1 and HTTP/2, and gives each request to the resources, on a virtual thread of its own. */
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    /** Jersey's own words, kept since what nobody holds forgets its level: of what it lacks, and of each client that goes. */
    private static final java.util.logging.Logger JERSEY = java.util.logging.Logger.getLogger("org.glassfish.jersey");

    private static final java.util.logging.Logger GONE =
            java.util.logging.Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    static {
        JERSEY.setLevel(Level.SEVERE);
        GONE.setLevel(Level.OFF);
    }

    private static final int LONGEST_HEADERS = 16 * 1024;
    /** The address of what was made is in the answer, with every sign of it encoded. */
    private static final int LONGEST_ANSWER_HEADERS = 64 * 1024;

    private static final int MOST_THREADS = 16;
    private static final int WAITING_CONNECTIONS = 128;
    /** What the kernel may hold for a client that does not read; left to itself it takes megabytes. */
    private static final int LARGEST_SEND_BUFFER = 256 * 1024;

    private static final int STOP_MILLIS = 2000;

    private final HttpSettings settings;
    private final Server server;
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private final Optional<ServedIdentity> identity;
    private final ServerConnector connector;
    private final InnerCalls inner;

    /**
     * Listens at once.
     *
     * @param alarms hears that the certificate ends within a week, and that it was renewed
     * @throws IOException if the address is taken or the certificate can't be used; the message is for an operator
     */
    public HttpListener(
            HttpSettings settings, ResourceConfig resources, Refusals refusals, Consumer<CertificateEnd> alarms)
            throws IOException {
        this.settings = settings;
        this.identity = settings.tls().isPresent()
                ? Optional.of(new ServedIdentity(settings.tls().get(), InstantSource.system(), alarms, this::renewed))
                : Optional.empty();
        identity.ifPresent(shown -> tls.setSslContext(shown.current()));
        this.server = new Server(threads());
        this.connector = connector();
        server.addConnector(connector);
        Strangers strangers = new Strangers(settings.connections());
        connector.addBean(strangers);
        resources.register(new Strangers.Introduction(strangers));
        resources.register(new BodyLimit(settings.largestBody(), settings.patience()));
        Latecomers latecomers = new Latecomers(settings.patience());
        connector.addBean(latecomers);
        JettyRefusals answers = new JettyRefusals(refusals);
        server.setErrorHandler(answers);
        JettyHttpContainer container = container(resources);
        this.inner = new InnerCalls(container.getApplicationHandler());
        Handler answering = latecomers.before((Handler) (Object) container);
        server.setHandler(answers.before(new HearingOut(answering, settings.largestBody())));
        start();
        latecomers.watchBy(connector.getScheduler());
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory()));
        return threads;
    }

    /** Jersey looks for its parts by the thread's class loader. */
    private static JettyHttpContainer container(ResourceConfig resources) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(HttpListener.class.getClassLoader());
        try {
            return ContainerFactory.createContainer(JettyHttpContainer.class, resources);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ServerConnector connector() {
        ServerConnector made = new ServerConnector(server, 1, 1, protocols().toArray(ConnectionFactory[]::new));
        made.setHost(settings.address().getAddress().getHostAddress());
        made.setPort(settings.address().getPort());
        made.setReuseAddress(true);
        made.setAcceptQueueSize(WAITING_CONNECTIONS);
        made.setAcceptedTcpNoDelay(true);
        made.setAcceptedSendBufferSize(LARGEST_SEND_BUFFER);
        made.setIdleTimeout(settings.patience().toMillis());
        return made;
    }

    private List<ConnectionFactory> protocols() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        http.setResponseHeaderSize(LONGEST_ANSWER_HEADERS);
        // What is written oddly is refused by ourselves, with an answer of ours.
        http.setUriCompliance(UriCompliance.UNSAFE);
        if (identity.isEmpty()) {
            return List.of(new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return List.of(
                new SslConnectionFactory(tls, choice.getProtocol()),
                choice,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http));
    }

    private void renewed(SSLContext now) {
        fault(() -> tls.reload(factory -> factory.setSslContext(now))).ifPresent(unusable -> {
            throw new IllegalStateException("a certificate that was tried can't be served", unusable);
        });
    }

    private void start() throws IOException {
        Optional<Throwable> fault = fault(server::start);
        if (fault.isPresent()) {
            close();
            Throwable failed = fault.get();
            String why = failed instanceof BindException || failed.getCause() instanceof BindException
                    ? "is in use or not of this host"
                    : "can't be used";
            throw new IOException(
                    settings.address().getAddress().getHostAddress() + " port "
                            + settings.address().getPort() + " " + why,
                    failed);
        }
    }

    /** What Jetty does to one of its parts; it declares that anything may be thrown. */
    private interface Step {
        void run() throws Exception;
    }

    private static Optional<Throwable> fault(Step step) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            step.run();
            return null;
        });
        task.run();
        return task.state() == Future.State.FAILED ? Optional.of(task.exceptionNow()) : Optional.empty();
    }

    /** Where it listens, with the port that was found. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) ((ServerSocketChannel) connector.getTransport()).getLocalAddress();
        } catch (IOException closed) {
            throw new IllegalStateException("it does not listen any more", closed);
        }
    }

    /** The same resources for this process itself. */
    public InnerCalls inner() {
        return inner;
    }

    @Override
    public void close() {
        identity.ifPresent(ServedIdentity::close);
        server.setStopTimeout(STOP_MILLIS);
        fault(server::stop)
                .ifPresent(unclean -> LOG.warn("the endpoint did not end as it should: {}", unclean.toString()));
    }
}
