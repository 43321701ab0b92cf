package org.openmfs.agent.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;

/** Keeps what a link reports, in order, and waits for it. */
final class RecordingReceiver implements PeerLink.Receiver {
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile String lastWhy = "";

    /** What happened. */
    sealed interface Event {
        record Heard(CfId peer, Message message) implements Event {}

        record Link(CfId peer, boolean up) implements Event {}
    }

    @Override
    public void received(CfId peer, Message message) {
        events.add(new Event.Heard(peer, message));
    }

    @Override
    public void linkChanged(CfId peer, PeerLink.LinkState state) {
        if (state instanceof PeerLink.LinkState.Down(String why)) {
            lastWhy = why;
        }
        events.add(new Event.Link(peer, state instanceof PeerLink.LinkState.Up));
    }

    /** Why the link went down last. */
    String why() {
        return lastWhy;
    }

    Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing happened in " + PATIENCE_SECONDS + " s");
        }
        return event;
    }

    List<Event> next(int count) throws InterruptedException {
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    boolean isQuiet() {
        return events.isEmpty();
    }
}
