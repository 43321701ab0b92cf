package org.openmfs.actions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openmfs.actions.port.Restconf;

/** A manager that answers as it was told to, and keeps what it was asked. */
public final class ScriptedRestconf implements Restconf {
    private static final String NOTHING = """
            {"ietf-restconf:errors":{"error":[{"error-type":"protocol","error-tag":"data-missing",\
            "error-message":"There is nothing here."}]}}""";

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private boolean streamEnds;
    private boolean away;
    private int following;

    /** @param call method and target */
    ScriptedRestconf answers(String call, int status, String body) {
        replies.put(call, new Reply(status, body));
        return this;
    }

    ScriptedRestconf answers(String call, String body) {
        return answers(call, 200, body);
    }

    /** What whoever follows hears at once. */
    ScriptedRestconf tells(String... some) {
        lines.addAll(List.of(some));
        return this;
    }

    ScriptedRestconf endsItsStream() {
        streamEnds = true;
        return this;
    }

    ScriptedRestconf isAway() {
        away = true;
        return this;
    }

    @Override
    public Reply ask(Call call) throws IOException {
        if (away) {
            throw new IOException("nobody listens at 127.0.0.1:8181");
        }
        calls.add(call);
        return replies.getOrDefault(call.method() + " " + call.target(), new Reply(404, NOTHING));
    }

    /** The changes that it was asked for, and operations. */
    List<Call> changes() {
        return calls.stream().filter(call -> !call.method().equals("GET")).toList();
    }

    @Override
    public Following follow(String target, Listener listener) throws IOException {
        if (away || !target.equals("/streams/mfs-events")) {
            throw new IOException("there is no stream");
        }
        following++;
        lines.forEach(listener::line);
        if (streamEnds) {
            listener.ended();
        }
        return () -> following--;
    }

    /** How many follow it. */
    int followed() {
        return following;
    }
}
