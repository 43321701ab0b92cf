package org.openmfs.testbed.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Answers as a public KME was recorded to answer, with keys of its own making. */
final class ReplayingKme implements AutoCloseable {
    private static final int OK = 200;

    private final KmeRecording recording;
    private final Names names;
    private final Store store;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What it is called, and the KME at the other side of its keys; one KME can be both. */
    record Names(String own, String other) {}

    private record Key(String master, String slave, String text) {}

    /** The keys that two KMEs share, and for how long. */
    static final class Store {
        private final Map<String, Key> keys = new ConcurrentHashMap<>();
        private final Set<String> fetched = ConcurrentHashMap.newKeySet();
        private final SecureRandom random = new SecureRandom();
        private final boolean onlyTheLatest;
        private final int notFound;

        /**
         * @param onlyTheLatest whether a key is gone when it was fetched, and when the next one was made; else none is
         *     ever gone
         * @param notFound the status where dec_keys names no key
         */
        Store(boolean onlyTheLatest, int notFound) {
            this.onlyTheLatest = onlyTheLatest;
            this.notFound = notFound;
        }

        /** The names of the keys that both sides have. */
        Set<String> fetched() {
            return Set.copyOf(fetched);
        }

        private synchronized String make(String master, String slave, int octets) {
            if (onlyTheLatest) {
                keys.values().removeIf(key -> key.master.equals(master) && key.slave.equals(slave));
            }
            byte[] key = new byte[octets];
            random.nextBytes(key);
            String id = UUID.randomUUID().toString();
            keys.put(id, new Key(master, slave, Base64.getEncoder().encodeToString(key)));
            return id;
        }

        private synchronized Map<String, JsonElement> take(String id) {
            Key key = onlyTheLatest ? keys.remove(id) : keys.get(id);
            fetched.add(id);
            return Map.of("key_ID", new JsonPrimitive(id), "key", new JsonPrimitive(key.text));
        }

        private synchronized Map<String, JsonElement> show(String id) {
            return Map.of("key_ID", new JsonPrimitive(id), "key", new JsonPrimitive(keys.get(id).text));
        }

        private synchronized boolean has(String id, String master, String slave) {
            Key key = keys.get(id);
            return key != null && key.master.equals(master) && key.slave.equals(slave);
        }
    }

    ReplayingKme(KmeRecording recording, Names names, Store store, SSLContext tls) throws IOException {
        this.recording = recording;
        this.names = names;
        this.store = store;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = tls.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.setExecutor(threads);
        server.createContext("/api/v1/keys/", this::handle);
        server.start();
    }

    String uri() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            String caller = ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName()
                    .replaceFirst(".*CN=([^,]+).*", "$1");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            send(exchange, answer(path[path.length - 1], caller, path[path.length - 2], body));
        }
    }

    private KmeRecording.Answer answer(String call, String caller, String other, String body) {
        return switch (call) {
            case "status" -> recording.answer("GET", call, OK).saying(status(caller, other));
            case "enc_keys" -> {
                int bits = parsed(body).get("size").getAsInt();
                String id = store.make(caller, other, bits / Byte.SIZE);
                yield recording.answer("POST", call, OK).saying(store.show(id));
            }
            case "dec_keys" -> {
                JsonElement first = parsed(body).getAsJsonArray("key_IDs").get(0);
                String id = first.getAsJsonObject().get("key_ID").getAsString();
                yield store.has(id, other, caller)
                        ? recording.answer("POST", call, OK).saying(store.take(id))
                        : recording.answer("POST", call, store.notFound);
            }
            default -> throw new AssertionError("the agent asked for " + call);
        };
    }

    private static JsonObject parsed(String body) {
        return JsonParser.parseString(body).getAsJsonObject();
    }

    private Map<String, JsonElement> status(String caller, String other) {
        return Map.of(
                "source_KME_ID", new JsonPrimitive(names.own()),
                "target_KME_ID", new JsonPrimitive(names.other()),
                "master_SAE_ID", new JsonPrimitive(caller),
                "slave_SAE_ID", new JsonPrimitive(other));
    }

    private static void send(HttpExchange exchange, KmeRecording.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach((name, value) -> {
            if (!name.equals("Content-Length")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
