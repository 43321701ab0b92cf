package org.openmfs.testbed.qkd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openmfs.testbed.web.Call;
import org.openmfs.testbed.web.Endpoint;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.Reply;

/** A KME that can be told to misbehave. */
final class FaultyKme implements Endpoint {
    private final Endpoint honest;
    private final Map<String, Reply.Content> delivered = new HashMap<>();
    private Optional<KmeFault> fault = Optional.empty();
    private int left;
    private CountDownLatch ended = new CountDownLatch(1);

    FaultyKme(Endpoint honest) {
        this.honest = honest;
    }

    synchronized void misbehave(KmeFault newFault) {
        behave();
        fault = Optional.of(newFault);
        left = newFault.times();
    }

    /** Ends the fault; stalled requests lose their connection. */
    synchronized void behave() {
        fault = Optional.empty();
        synchronized (delivered) {
            delivered.clear();
        }
        ended.countDown();
        ended = new CountDownLatch(1);
    }

    synchronized Optional<KmeFault> fault() {
        return fault;
    }

    private synchronized CountDownLatch end() {
        return ended;
    }

    @Override
    public Reply handle(Call call) {
        CountDownLatch end = end();
        Optional<KmeFault> active = strike(KmeEndpoint.methodOf(call));
        if (active.isEmpty()) {
            return honest.handle(call);
        }
        return switch (active.get().mode()) {
            case UNAVAILABLE -> Reply.json(503, Json.object("message", "KME is not available"));
            case WRONG_LENGTH -> altered(honest.handle(call), FaultyKme::shorten);
            case OTHER_ID ->
                altered(
                        honest.handle(call),
                        key -> key.addProperty("key_ID", UUID.randomUUID().toString()));
            case REPEATED -> repeated(call);
            case HTML -> Reply.html(200, "<html><body><h1>It works!</h1></body></html>");
            case STALL -> new Reply.Silence(end);
            case SLOW -> late(active.get(), end, call);
            case TERSE -> terse(honest.handle(call), 400);
            case TERSE_401 -> terse(honest.handle(call), 401);
        };
    }

    /** The fault that this request meets, if any; counts it. */
    private synchronized Optional<KmeFault> strike(String method) {
        Optional<KmeFault> met = fault.filter(f -> f.methods().contains(method));
        if (met.isPresent() && left > 0 && --left == 0) {
            fault = Optional.empty();
        }
        return met;
    }

    private static Reply altered(Reply reply, Consumer<JsonObject> change) {
        if (!(reply instanceof Reply.Content content) || content.status() != 200) {
            return reply;
        }
        JsonObject body = Json.parseObject(content.body());
        Json.objects(body, "keys").forEach(change);
        return Reply.json(200, body);
    }

    /** What a KME without keys says where it does not know 503, in the words of a simulator that others test with. */
    private static Reply terse(Reply reply, int status) {
        return reply instanceof Reply.Content content && content.status() == 503
                ? Reply.json(status, Json.object("message", "Not enough keys are available in this KME."))
                : reply;
    }

    private static void shorten(JsonObject key) {
        byte[] bytes = Base64.getDecoder().decode(key.get("key").getAsString());
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        key.addProperty("key", Base64.getEncoder().encodeToString(shorter));
    }

    /** Answers a repeated request as the first one; several keys of one answer are the same key several times. */
    private Reply repeated(Call call) {
        synchronized (delivered) {
            String question = call.method() + call.path() + call.query() + call.body();
            Reply.Content known = delivered.get(question);
            if (known != null) {
                return known;
            }
            Reply reply = honest.handle(call);
            if (reply instanceof Reply.Content content && content.status() == 200) {
                Reply.Content same = Reply.json(200, firstOnly(Json.parseObject(content.body())));
                delivered.put(question, same);
                return same;
            }
            return reply;
        }
    }

    private static JsonObject firstOnly(JsonObject body) {
        List<JsonObject> keys = Json.objects(body, "keys");
        if (!keys.isEmpty()) {
            JsonArray same = new JsonArray();
            keys.forEach(key -> same.add(keys.getFirst()));
            body.add("keys", same);
        }
        return body;
    }

    /** Waits for the delay, or until the fault is cleared if that comes first. */
    private Reply late(KmeFault slow, CountDownLatch end, Call call) {
        try {
            end.await(slow.delay().toMillis(), TimeUnit.MILLISECONDS);
            return honest.handle(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.empty(503);
        }
    }
}
