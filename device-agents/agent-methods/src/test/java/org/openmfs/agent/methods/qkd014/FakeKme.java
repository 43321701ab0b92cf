package org.openmfs.agent.methods.qkd014;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A KME of ETSI GS QKD 014 for tests, over mutual TLS; stands for the KMEs of both sites and does any {@link KmeFault}. */
final class FakeKme implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Stored> pool = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private volatile KmeFault fault = KmeFault.NONE;
    private volatile String faultyCall = "";

    private volatile Optional<Canned> canned = Optional.empty();
    private final AtomicInteger early = new AtomicInteger();

    /** An answer that does not depend on the question. */
    record Canned(int status, String body) {}

    private record Stored(String master, String slave, String key) {}

    FakeKme(SSLContext tls) throws IOException {
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

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the call (status, enc_keys or dec_keys) is answered with the fault. */
    void fail(String call, KmeFault how) {
        faultyCall = call;
        fault = how;
    }

    /** From now on the call is answered so. */
    void answer(String call, Canned answer) {
        faultyCall = call;
        canned = Optional.of(answer);
    }

    /** So many calls of dec_keys come before this KME has heard of the key. */
    void hearLate(int calls) {
        early.set(calls);
    }

    long callsOf(String call) {
        return calls.stream().filter(call::equals).count();
    }

    /** The base64 text of every key that left. */
    List<String> deliveredKeys() {
        return delivered;
    }

    /** The call's answer as the standard asks for it, to be sent or to be spoilt. */
    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getRawPath().split("/");
            String other = URLDecoder.decode(path[4], StandardCharsets.UTF_8);
            String call = path[5];
            calls.add(call);
            String caller = caller(exchange);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonElement honest = switch (call) {
                case "status" -> status();
                case "enc_keys" ->
                    encKeys(caller, other, JsonParser.parseString(body).getAsJsonObject());
                case "dec_keys" ->
                    decKeys(caller, other, JsonParser.parseString(body).getAsJsonObject());
                default -> new JsonObject();
            };
            if (call.equals(faultyCall) && canned.isPresent()) {
                KmeFault.send(exchange, canned.get().status(), canned.get().body());
            } else if (call.equals(faultyCall)) {
                fault.answer(exchange, honest);
            } else {
                KmeFault.NONE.answer(exchange, honest);
            }
        }
    }

    private static String caller(HttpExchange exchange) throws SSLPeerUnverifiedException {
        String name =
                ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
        return name.substring("CN=".length());
    }

    private static JsonObject status() {
        JsonObject status = new JsonObject();
        status.addProperty("source_KME_ID", "kme-a");
        status.addProperty("target_KME_ID", "kme-b");
        status.addProperty("master_SAE_ID", "sae-a");
        status.addProperty("slave_SAE_ID", "sae-b");
        status.addProperty("key_size", 256);
        status.addProperty("stored_key_count", 1000);
        status.addProperty("max_key_count", 10000);
        status.addProperty("max_key_per_request", 1);
        status.addProperty("max_key_size", 1024);
        status.addProperty("min_key_size", 64);
        status.addProperty("max_SAE_ID_count", 0);
        return status;
    }

    private JsonElement encKeys(String master, String slave, JsonObject request) {
        byte[] key = new byte[request.get("size").getAsInt() / 8];
        random.nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        String id = UUID.randomUUID().toString();
        pool.put(id, new Stored(master, slave, text));
        return container(id, text);
    }

    private JsonElement decKeys(String slave, String master, JsonObject request) {
        if (early.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return notFound();
        }
        String id = request.getAsJsonArray("key_IDs")
                .get(0)
                .getAsJsonObject()
                .get("key_ID")
                .getAsString();
        Stored stored = pool.remove(id);
        if (stored == null || !stored.master.equals(master) || !stored.slave.equals(slave)) {
            return notFound();
        }
        return container(id, stored.key);
    }

    private static JsonElement notFound() {
        JsonObject error = new JsonObject();
        error.addProperty("message", "one or more keys specified are not found on KME");
        return error;
    }

    private JsonObject container(String id, String text) {
        delivered.add(text);
        JsonObject key = new JsonObject();
        key.addProperty("key_ID", id);
        key.addProperty("key", text);
        JsonArray keys = new JsonArray();
        keys.add(key);
        JsonObject container = new JsonObject();
        container.add("keys", keys);
        return container;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
