package org.openmfs.testbed.part;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.openmfs.testbed.topology.ServerCertificate;
import org.openmfs.testbed.topology.Words;
import org.openmfs.testbed.web.ControlDesk;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.WebServer;

/** Replaces the certificates of a network's servers while it runs. */
public final class Renewals {
    private final ServerIdentities issuer;
    private final Map<String, ServerWish> wishes = new LinkedHashMap<>();
    private final Map<String, WebServer.Door> doors = new LinkedHashMap<>();

    public Renewals(ServerIdentities issuer, Map<String, ServerWish> wishes) {
        this.issuer = issuer;
        this.wishes.putAll(wishes);
    }

    public synchronized void add(String server, WebServer.Door door) {
        doors.put(server, door);
    }

    /** What is there to be said about a server's certificate in testbed.json; nothing where it is a good one. */
    public synchronized JsonObject describe(String server, String prefix) {
        ServerWish wish = wishes.get(server);
        return wish.certificate() == ServerCertificate.GOOD
                ? new JsonObject()
                : Json.object(
                        prefix + "certificate", Words.word(wish.certificate()), prefix + "name", wish.nameShown());
    }

    /**
     * Gives servers a new certificate.
     *
     * @param body may say with {@code certificate} what the new one shall be like
     * @throws IllegalArgumentException naming the member that is wrong
     */
    public synchronized void renew(List<String> servers, JsonObject body) throws IOException {
        ControlDesk.requireKnown(body, "certificate");
        for (String server : servers) {
            if (!doors.containsKey(server)) {
                throw new NoSuchElementException("there is no " + server);
            }
            ServerWish wish = body.has("certificate")
                    ? wishes.get(server)
                            .with(kind(Json.text(body, "certificate").orElse("")))
                    : wishes.get(server);
            doors.get(server).renew(issuer.renewed(server, wish).context());
            wishes.put(server, wish);
        }
    }

    private static ServerCertificate kind(String word) {
        for (ServerCertificate kind : ServerCertificate.values()) {
            if (Words.word(kind).equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("certificate: must be one of "
                + String.join(
                        ", ",
                        List.of(ServerCertificate.values()).stream()
                                .map(Words::word)
                                .toList()));
    }
}
