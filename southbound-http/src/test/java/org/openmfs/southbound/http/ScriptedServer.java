package org.openmfs.southbound.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** A RESTCONF server on loopback that answers what a test tells it to, right or wrong. */
public final class ScriptedServer implements AutoCloseable {
    public static final String STREAMS = "/data/ietf-restconf-monitoring:restconf-state/streams";
    public static final String GOOD_STREAMS = """
            {"ietf-restconf-monitoring:streams":{"stream":[{"name":"NETCONF","access":[
              {"encoding":"xml","location":"/restconf/xml"},{"encoding":"json","location":"/restconf/events"}]}]}}""";

    private static final String EVENTS = "/events";

    /** One answer to GET. */
    private record Answer(int status, String type, byte[] body) {}

    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<BlockingQueue<byte[]>> followers = new CopyOnWriteArrayList<>();
    private final Changed changed = new Changed();
    private final HttpServer server;

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(handlers);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI root() {
        return URI.create("http://" + address() + "/restconf");
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on GET of this path is answered so. */
    public void answer(String path, String json) {
        answer(path, 200, "application/yang-data+json", json.getBytes(StandardCharsets.UTF_8));
    }

    public void answer(String path, int status, String type, byte[] body) {
        answers.put(path, new Answer(status, type, body));
    }

    /** Sends this event to whoever follows. */
    public void publish(String event) {
        publishRaw(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    public void publishRaw(byte[] bytes) {
        followers.forEach(follower -> follower.add(bytes));
    }

    /** As behind a broken path: whoever follows now hears nothing more, and is not told that it is over. */
    public void leaveFollowersHanging() {
        followers.clear();
    }

    /** Method and path of each request that came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public void awaitRequests(String request, int number) {
        changed.await(number + " times " + request, () -> count(request) >= number);
    }

    /** Waits for something that comes of what is asked here; it is looked for at every request. */
    public void await(String what, BooleanSupplier wanted) {
        changed.await(what, wanted);
    }

    public long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    public int followers() {
        return followers.size();
    }

    public void awaitFollower() {
        changed.await("a follower", () -> !followers.isEmpty());
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/restconf", "");
        requests.add(exchange.getRequestMethod() + " " + path);
        changed.signal();
        exchange.getRequestBody().readAllBytes();
        if (path.equals(EVENTS)) {
            stream(exchange);
            return;
        }
        Answer answer = answers.getOrDefault(path, new Answer(404, "application/yang-data+json", new byte[0]));
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            body.write(answer.body());
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        BlockingQueue<byte[]> mine = new LinkedBlockingQueue<>();
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            body.flush();
            followers.add(mine);
            changed.signal();
            while (true) {
                body.write(mine.take());
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            followers.remove(mine);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
        handlers.close();
    }
}
