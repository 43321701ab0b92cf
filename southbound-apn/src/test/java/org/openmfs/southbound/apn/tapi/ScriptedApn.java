package org.openmfs.southbound.apn.tapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An APN-C that offers only some of the ways in which TAPI lets a client create, and answers others with set statuses. */
final class ScriptedApn implements AutoCloseable {
    private static final String CONTEXT = "/restconf/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final String OPERATIONS = "/restconf/operations/tapi-connectivity:";

    private static final String CREATED = "created-at";

    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, JsonObject> services = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> leaving = new LinkedHashMap<>();
    private volatile Answers answers;
    /** What becomes of a service that is created. */
    volatile UnaryOperator<JsonObject> makes = service -> service;
    /** How often one that was deleted is still shown, as it is removed. */
    volatile int lingers;
    /** How long it takes until one that was created is shown. */
    volatile Duration showsAfter = Duration.ZERO;

    /** Statuses with which requests are refused; empty where they are carried out. */
    record Answers(Optional<Integer> put, Optional<Integer> post, Optional<Integer> rpc, Optional<Integer> delete) {
        static Answers all() {
            return new Answers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Answers refusingPut(int status) {
            return new Answers(Optional.of(status), post, rpc, delete);
        }

        Answers refusingPost(int status) {
            return new Answers(put, Optional.of(status), rpc, delete);
        }

        Answers refusingRpc(int status) {
            return new Answers(put, post, Optional.of(status), delete);
        }

        Answers refusingDelete(int status) {
            return new Answers(put, post, rpc, Optional.of(status));
        }
    }

    ScriptedApn(Answers answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/restconf/", this::serve);
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/restconf");
    }

    void answer(Answers other) {
        answers = other;
    }

    /** Requests that create or delete, as method and last part of the path. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> uuids() {
        return List.copyOf(services.keySet());
    }

    /** All services are in this state of their life now. */
    synchronized void become(String lifecycle) {
        services.values().forEach(service -> service.addProperty("lifecycle-state", lifecycle));
    }

    /** It lists a service under a name of ours that nobody asked it for. */
    synchronized void list(String association) {
        JsonObject name = new JsonObject();
        name.addProperty("value-name", ConnectivityService.OURS);
        name.addProperty("value", association);
        JsonArray names = new JsonArray();
        names.add(name);
        JsonObject service = new JsonObject();
        service.add("name", names);
        store(UUID.randomUUID().toString(), service);
    }

    synchronized void unlist(String association) {
        services.values().removeIf(service -> service.toString().contains('"' + association + '"'));
    }

    synchronized void forgetAll() {
        services.clear();
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!method.equals("GET")) {
            String last = path.substring(path.lastIndexOf('/') + 1);
            asked.add(method + " " + last.replaceAll("=.*", "").replaceAll(".*:", ""));
        }
        if (path.startsWith(OPERATIONS)) {
            operation(exchange, path.substring(OPERATIONS.length()), body);
        } else if (path.equals(CONTEXT)) {
            context(exchange, method, body);
        } else if (path.startsWith(CONTEXT + "/connectivity-service=")) {
            entry(exchange, method, path.substring(path.lastIndexOf('=') + 1), body);
        } else {
            reply(exchange, 404, "");
        }
    }

    private void operation(HttpExchange exchange, String name, String body) throws IOException {
        if (answers.rpc().isPresent()) {
            reply(exchange, answers.rpc().get(), "");
            return;
        }
        JsonObject input = JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("tapi-connectivity:input");
        if (name.equals("create-connectivity-service")) {
            input.remove("uuid");
            store(UUID.randomUUID().toString(), input);
            reply(exchange, 200, "{\"tapi-connectivity:output\":{}}");
        } else {
            reply(exchange, remove(input.get("uuid").getAsString()) ? 204 : 404, "");
        }
    }

    private void context(HttpExchange exchange, String method, String body) throws IOException {
        if (method.equals("GET")) {
            JsonArray all = new JsonArray();
            List.copyOf(services.keySet()).forEach(uuid -> shown(uuid).ifPresent(all::add));
            JsonObject context = new JsonObject();
            context.add("connectivity-service", all);
            JsonObject root = new JsonObject();
            root.add("tapi-connectivity:connectivity-context", context);
            reply(exchange, 200, root.toString());
        } else if (answers.post().isPresent()) {
            reply(exchange, answers.post().get(), "");
        } else {
            store(UUID.randomUUID().toString(), only(body));
            reply(exchange, 201, "");
        }
    }

    private void entry(HttpExchange exchange, String method, String uuid, String body) throws IOException {
        switch (method) {
            case "GET" -> {
                JsonArray one = new JsonArray();
                shown(uuid).ifPresent(one::add);
                JsonObject root = new JsonObject();
                root.add("tapi-connectivity:connectivity-service", one);
                reply(exchange, one.isEmpty() ? 404 : 200, root.toString());
            }
            case "PUT" -> {
                if (answers.put().isEmpty()) {
                    store(uuid, only(body));
                }
                reply(exchange, answers.put().orElse(201), "");
            }
            default -> {
                boolean known = answers.delete().isPresent() || remove(uuid);
                reply(exchange, answers.delete().orElse(known ? 204 : 404), "");
            }
        }
    }

    private static JsonObject only(String body) {
        JsonElement list = JsonParser.parseString(body).getAsJsonObject().get("tapi-connectivity:connectivity-service");
        return list.getAsJsonArray().get(0).getAsJsonObject();
    }

    private void store(String uuid, JsonObject service) {
        service.addProperty("uuid", uuid);
        service.addProperty("lifecycle-state", "INSTALLED");
        service.addProperty("operational-state", "ENABLED");
        service.addProperty(CREATED, System.nanoTime());
        leaving.remove(uuid);
        services.put(uuid, makes.apply(service));
    }

    private boolean remove(String uuid) {
        boolean known = services.containsKey(uuid);
        if (known && lingers > 0) {
            leaving.putIfAbsent(uuid, lingers);
            services.get(uuid).addProperty("lifecycle-state", "PENDING_REMOVAL");
        } else {
            services.remove(uuid);
        }
        return known;
    }

    private Optional<JsonObject> shown(String uuid) {
        if (leaving.containsKey(uuid) && leaving.merge(uuid, -1, Integer::sum) < 0) {
            leaving.remove(uuid);
            services.remove(uuid);
        }
        return Optional.ofNullable(services.get(uuid))
                .filter(service -> System.nanoTime() - service.get(CREATED).getAsLong() >= showsAfter.toNanos());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }
}
