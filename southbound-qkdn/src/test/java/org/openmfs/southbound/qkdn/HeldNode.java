package org.openmfs.southbound.qkdn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openmfs.southbound.http.Changed;

/** An SD-QKD node on loopback that holds what it is given, joined to one neighbour; it answers as a test tells it to. */
final class HeldNode implements AutoCloseable {
    static final UUID A = new UUID(1L << 32, 0);
    static final UUID Z = new UUID(2L << 32, 0);
    static final UUID LINK = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf1");

    private static final String ROOT = "/restconf/data/etsi-qkd-sdn-node:qkd_node";
    private static final String JSON = "application/yang-data+json";
    private static final Pattern ENTRY = Pattern.compile("\\{\"etsi-qkd-sdn-node:\\w+\":\\[(.*)]}");
    private static final int CREATED = 201;
    private static final int NONE = 404;

    /** How one request is answered other than it should be. */
    enum How {
        /** It is carried out, whatever is answered. */
        DONE,
        /** It is carried out, and nothing is after it. */
        LAST,
        /** It is carried out, and the answer comes when it is let go. */
        LATE,
        /** It is not carried out. */
        LEFT
    }

    /** @param status 0: the connection is closed without an answer; -1: a body that nobody can unpack */
    private record Fault(String method, How how, int status) {}

    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final SortedMap<String, String> entries = new TreeMap<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile UUID id;
    private volatile int status = 200;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private final CountDownLatch late = new CountDownLatch(1);
    private volatile boolean streamAsked;
    private final Changed changed = new Changed();

    HeldNode(UUID id) {
        this.id = id;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(handlers);
        server.createContext("/", this::serve);
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/restconf");
    }

    /** The next request of this method is answered so. */
    void next(String method, How how, int status) {
        synchronized (entries) {
            faults.add(new Fault(method, how, status));
        }
    }

    /** From now on everything is answered with this status and nothing done; 200: as it should be. */
    void answering(int every) {
        status = every;
    }

    /** From now on nothing is answered until it is let go. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void letGo() {
        held.countDown();
        late.countDown();
    }

    /** Another node answers at this address. */
    void becomes(UUID other) {
        id = other;
    }

    /** The application takes something of the link. */
    void give(String application) {
        synchronized (entries) {
            entries.put(ROOT + "/qkd_applications/qkd_app=" + application, """
                    {"app_id": "%s", "backing_qkdl_id": ["%s"], "app_qos": {"min_bandwidth": 7}}""".formatted(application, LINK));
        }
    }

    boolean isStreamAskedFor() {
        return streamAsked;
    }

    void awaitRequests(String method, long number) {
        changed.await(number + " times " + method, () -> count(method) >= number);
    }

    Map<String, String> entries() {
        synchronized (entries) {
            return Map.copyOf(entries);
        }
    }

    /** What is there is other than it was given. */
    void replace(String part, String other) {
        synchronized (entries) {
            entries.replaceAll((path, entry) -> entry.replace(part, other));
        }
    }

    long count(String method) {
        return requests.stream().filter(method::equals).count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try (exchange) {
            streamAsked |= path.endsWith("/streams");
            if (path.startsWith(ROOT)) {
                requests.add(method);
                changed.signal();
            }
            held.await();
            answer(exchange, method, path, body);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String method, String path, String body)
            throws IOException, InterruptedException {
        Fault fault;
        String text = "";
        int good = status;
        synchronized (entries) {
            boolean now = !faults.isEmpty() && faults.peek().method().equals(method);
            fault = now ? faults.remove() : new Fault(method, status == 200 ? How.DONE : How.LEFT, status);
            if (fault.how() != How.LEFT) {
                good = carryOut(method, path, body);
                text = good == 200 ? picture() : "";
            }
            status = fault.how() == How.LAST ? fault.status() : status;
            good = now ? fault.status() : good;
        }
        if (fault.how() == How.LATE) {
            late.await();
        }
        if (good > 0) {
            send(exchange, good, text.getBytes(StandardCharsets.UTF_8));
        } else if (good < 0) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, new byte[] {1, 2, 3});
        }
    }

    private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", JSON);
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private int carryOut(String method, String path, String body) {
        return switch (method) {
            case "GET" -> path.equals(ROOT) ? 200 : NONE;
            case "PUT" -> {
                Matcher entry = ENTRY.matcher(body);
                entries.put(path, entry.matches() ? entry.group(1) : body);
                yield CREATED;
            }
            default -> entries.remove(path) == null ? NONE : 204;
        };
    }

    private String picture() {
        return """
                {"etsi-qkd-sdn-node:qkd_node": {"qkdn_id": "%s", "qkd_applications": {"qkd_app": [%s]},
                 "qkd_links": {"qkd_link": [{"qkdl_id": "%s", "qkdl_status": "etsi-qkd-node-types:ACTIVE",
                   "qkdl_type": "etsi-qkd-node-types:PHYS", "qkdl_local": {"qkdn_id": "%s"},
                   "qkdl_remote": {"qkdn_id": "%s"}, "qkdl_performance": {"eskr": 1500, "expected_consumption": 0}}%s]}}}""".formatted(id, of("qkd_app=", ""), LINK, A, Z, of("qkd_link=", ", "));
    }

    private String of(String list, String before) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().contains(list))
                .map(entry -> before + entry.getValue())
                .collect(Collectors.joining(before.isEmpty() ? ", " : ""));
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        handlers.shutdownNow();
        handlers.close();
    }
}
