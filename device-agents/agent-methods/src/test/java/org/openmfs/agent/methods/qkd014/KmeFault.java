package org.openmfs.agent.methods.qkd014;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.openmfs.agent.method.MethodFailure.Reason;

/** What a KME may do wrong, and the reason that this CF must give for the failure. */
enum KmeFault {
    NONE(Reason.EXHAUSTED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, honest.getAsJsonObject().has("message") ? 400 : 200, honest.toString());
        }
    },
    SERVICE_UNAVAILABLE(Reason.EXHAUSTED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 503, "{\"message\":\"no keys today\"}");
        }
    },
    INSUFFICIENT_KEYS(Reason.EXHAUSTED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 400, "{\"message\":\"Insufficient keys in the pool\"}");
        }
    },
    BAD_REQUEST(Reason.REFUSED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 400, "{\"message\":\"size shall be a multiple of 8\"}");
        }
    },
    UNAUTHORIZED(Reason.REFUSED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 401, "{\"message\":\"" + honest.toString().replace('"', '\'') + "\"}");
        }
    },
    INTERNAL_ERROR(Reason.UNREACHABLE) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 500, honest.toString());
        }
    },
    REDIRECT(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().toString());
            send(exchange, 307, honest.toString());
        }
    },
    SHORTER_KEY(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key", Base64.getEncoder().encodeToString(new byte[16]));
            send(exchange, 200, honest.toString());
        }
    },
    ONE_OCTET_LESS(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key", Base64.getEncoder().encodeToString(new byte[31]));
            send(exchange, 200, honest.toString());
        }
    },
    LONGER_KEY(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key", Base64.getEncoder().encodeToString(new byte[64]));
            send(exchange, 200, honest.toString());
        }
    },
    NOT_BASE64(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            String key = key(honest).get("key").getAsString();
            key(honest).addProperty("key", "!" + key.substring(1));
            send(exchange, 200, honest.toString());
        }
    },
    ID_NOT_A_UUID(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key_ID", "42");
            send(exchange, 200, honest.toString());
        }
    },
    NO_ID(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).remove("key_ID");
            send(exchange, 200, honest.toString());
        }
    },
    NO_KEY(Reason.EXHAUSTED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 200, "{\"keys\":[]}");
        }
    },
    SAME_KEY_TWICE_IN_ONE_ANSWER(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            honest.getAsJsonObject().getAsJsonArray("keys").add(key(honest).deepCopy());
            send(exchange, 200, honest.toString());
        }
    },
    HTML(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            send(exchange, 200, "<!DOCTYPE html><html><body>" + honest + "</body></html>");
        }
    },
    EMPTY_BODY(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            exchange.sendResponseHeaders(200, -1);
        }
    },
    TRAILING_GARBAGE(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 200, honest + " and more");
        }
    },
    HUGE_ANSWER(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            send(exchange, 200, " ".repeat(1 << 20) + honest);
        }
    },
    CUT_SHORT(Reason.UNREACHABLE) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            byte[] body = honest.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length + 100L);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            throw new IOException("the connection is dropped here");
        }
    },
    NOTHING(Reason.UNREACHABLE) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) {
            waitForTheEnd();
        }
    },
    HALF_AN_ANSWER_THEN_NOTHING(Reason.UNREACHABLE) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            byte[] body = honest.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            waitForTheEnd();
        }
    },
    ANOTHER_ID(Reason.MALFORMED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key_ID", UUID.randomUUID().toString());
            send(exchange, 200, honest.toString());
        }
    },
    SAME_KEY_AND_ID_EVERY_TIME(Reason.REUSED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key_ID", "00000000-0000-4000-8000-00000000000A");
            key(honest).addProperty("key", OLD_KEY);
            send(exchange, 200, honest.toString());
        }
    },
    NEW_KEY_UNDER_THE_SAME_ID(Reason.REUSED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key_ID", "00000000-0000-4000-8000-00000000000A");
            send(exchange, 200, honest.toString());
        }
    },
    SAME_KEY_UNDER_NEW_IDS(Reason.REUSED) {
        @Override
        void answer(HttpExchange exchange, JsonElement honest) throws IOException {
            key(honest).addProperty("key", OLD_KEY);
            send(exchange, 200, honest.toString());
        }
    };

    private static final String OLD_KEY = "Nq51M1LGlvRdPEXQs9fphVn96may08U0Z6O4ZknIASY=";
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final Reason expected;

    KmeFault(Reason expected) {
        this.expected = expected;
    }

    Reason expected() {
        return expected;
    }

    abstract void answer(HttpExchange exchange, JsonElement honest) throws IOException;

    private static JsonObject key(JsonElement container) {
        return container.getAsJsonObject().getAsJsonArray("keys").get(0).getAsJsonObject();
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    /** Until the server's threads are interrupted at its close. */
    private static void waitForTheEnd() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
