package org.openmfs.southbound.netconf.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the fake device runs, what is being prepared, who holds locks, and what is still to be confirmed (RFC 6241). */
final class Datastores {
    static final String RUNNING = "running";
    static final String CANDIDATE = "candidate";
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";

    /** Why a request is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final String tag;
        final int holder;

        Refused(String tag, String message, int holder) {
            super(message);
            this.tag = tag;
            this.holder = holder;
        }
    }

    private final ScheduledExecutorService timer;
    private final Runnable listener;
    private Element running = Dom.parse("<agent xmlns='urn:openmfs:yang:mfs-agent'/>");
    private Optional<Element> candidate = Optional.empty();
    private final Map<String, Integer> holders = new HashMap<>();
    private Optional<Element> beforeCommit = Optional.empty();
    private Optional<ScheduledFuture<?>> deadline = Optional.empty();
    private int committer;
    private int changes;

    Datastores(ScheduledExecutorService timer, Runnable listener) {
        this.timer = timer;
        this.listener = listener;
    }

    synchronized Element running() {
        return running;
    }

    synchronized int changes() {
        return changes;
    }

    synchronized boolean awaitsConfirmation() {
        return beforeCommit.isPresent();
    }

    synchronized void lock(int session, String datastore) throws Refused {
        if (holders.containsKey(datastore)) {
            throw new Refused("lock-denied", "held", holders.get(datastore));
        }
        if (CANDIDATE.equals(datastore) && candidate.isPresent()) {
            throw new Refused("lock-denied", "the candidate was changed", 0);
        }
        if (RUNNING.equals(datastore) && beforeCommit.isPresent() && committer != session) {
            throw new Refused("lock-denied", "a commit is to be confirmed", committer);
        }
        holders.put(datastore, session);
    }

    synchronized void unlock(int session, String datastore) throws Refused {
        if (!holders.remove(datastore, session)) {
            throw new Refused("operation-failed", "not the holder", 0);
        }
    }

    /** A change by another session, that keeps to locks. */
    synchronized void editBy(int session, Element change) throws Refused {
        if (holders.getOrDefault(RUNNING, session) != session) {
            throw new Refused("in-use", "locked", holders.get(RUNNING));
        }
        edit(true, change, false);
    }

    synchronized void discard() {
        candidate = Optional.empty();
    }

    /** Keeps what could be done before the failure, as some devices do. */
    synchronized void edit(boolean direct, Element change, boolean thenFail) throws Refused {
        Element edited = (Element) (direct ? running : candidate.orElse(running)).cloneNode(true);
        for (Element entry : Dom.children(change)) {
            apply(edited, entry);
        }
        if (direct && !thenFail) {
            become(edited);
        } else if (!direct) {
            candidate = Optional.of(edited);
        }
        if (thenFail) {
            throw new Refused("invalid-value", "java.lang.IllegalArgumentException: no such enc-dec", 0);
        }
    }

    private static void apply(Element agent, Element entry) throws Refused {
        String operation = entry.getAttributeNS(BASE, "operation");
        Optional<Element> there = Dom.children(agent).stream()
                .filter(each -> each.getLocalName().equals(entry.getLocalName()))
                .filter(each -> Dom.leaf(each, "id").equals(Dom.leaf(entry, "id")))
                .findFirst();
        if ("delete".equals(operation) && there.isEmpty()) {
            throw new Refused("data-missing", "nothing to delete", 0);
        }
        there.ifPresent(agent::removeChild);
        if (!"delete".equals(operation)) {
            Node copy = agent.getOwnerDocument().importNode(entry, true);
            ((Element) copy).removeAttributeNS(BASE, "operation");
            agent.appendChild(copy);
        }
    }

    synchronized void commit(int session) {
        deadline.ifPresent(at -> at.cancel(false));
        deadline = Optional.empty();
        beforeCommit = Optional.empty();
        goLive();
    }

    synchronized void commitToBeConfirmed(int session, int seconds) {
        beforeCommit = Optional.of(running);
        committer = session;
        deadline = Optional.of(timer.schedule(this::takeBack, seconds, TimeUnit.SECONDS));
        goLive();
    }

    private void goLive() {
        candidate.ifPresent(this::become);
        candidate = Optional.empty();
    }

    private void become(Element next) {
        running = next;
        changes++;
        listener.run();
    }

    synchronized void cancel(int session) throws Refused {
        if (beforeCommit.isEmpty() || committer != session) {
            throw new Refused("operation-failed", "nothing to cancel", 0);
        }
        takeBack();
    }

    synchronized void takeBack() {
        deadline.ifPresent(at -> at.cancel(false));
        beforeCommit.ifPresent(this::become);
        beforeCommit = Optional.empty();
        deadline = Optional.empty();
    }

    synchronized void sessionEnded(int session) {
        if (beforeCommit.isPresent() && committer == session) {
            takeBack();
        }
        if (holders.values().removeIf(holder -> holder == session)) {
            candidate = Optional.empty();
        }
    }

    synchronized List<String> ids(String list) {
        return Dom.children(running).stream()
                .filter(each -> each.getLocalName().equals(list))
                .map(each -> Dom.leaf(each, "id"))
                .toList();
    }
}
