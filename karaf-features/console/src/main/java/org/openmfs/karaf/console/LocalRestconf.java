package org.openmfs.karaf.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.openmfs.actions.port.Restconf;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.InnerCalls;

/** RESTCONF of the controller in this process, for a user of its console. */
final class LocalRestconf implements Restconf {
    private static final String ROOT = "/restconf";
    private static final String ACCEPT = "accept";
    private static final int FIRST_FAILURE = 400;

    private final InnerCalls controller;
    private final InnerCalls.Asker asker;

    /** @param asker an administrator: nobody else gets a console */
    LocalRestconf(InnerCalls controller, InnerCalls.Asker asker) {
        this.controller = controller;
        this.asker = asker;
    }

    @Override
    public Reply ask(Call call) throws InterruptedException {
        Map<String, String> headers =
                call.body().isEmpty() ? Map.of(ACCEPT, JSON) : Map.of(ACCEPT, JSON, "content-type", call.mediaType());
        HttpReply.Whole reply = controller.ask(new InnerCalls.Call(
                asker, call.method(), ROOT + call.target(), headers, call.body().getBytes(UTF_8)));
        return new Reply(reply.status(), new String(reply.body(), UTF_8));
    }

    @Override
    public Following follow(String target, Listener listener) throws IOException, InterruptedException {
        if (controller.ask(stream("HEAD", target)).status() >= FIRST_FAILURE) {
            throw new IOException("there is no stream at " + target);
        }
        Thread reader = Thread.ofVirtual().name("watch").start(() -> {
            try {
                controller.follow(stream("GET", target), new Lines(listener));
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            } finally {
                listener.ended();
            }
        });
        return reader::interrupt;
    }

    private InnerCalls.Call stream(String method, String target) {
        return new InnerCalls.Call(asker, method, ROOT + target, Map.of(ACCEPT, "text/event-stream"), new byte[0]);
    }

    /** Octets as they come, in lines. */
    private static final class Lines extends OutputStream {
        private final Listener listener;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int octet) {
            if (octet == '\n') {
                listener.line(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(octet);
            }
        }
    }
}
