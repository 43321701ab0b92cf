package org.openmfs.southbound.netconf.fake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openmfs.controller.model.AssociationId;
import org.w3c.dom.Element;

/** What a fake device does when it is asked, and what it answers. */
final class Answers {
    final List<AssociationId> rekeyed = new CopyOnWriteArrayList<>();
    /** Sessions of others by number, as they are listed. */
    final Map<Integer, String> others = new ConcurrentHashMap<>();

    volatile boolean refuse;
    private final Datastores datastores;
    private final Set<NetconfSession> sessions;
    private final String user;
    private final Supplier<String> state;

    /** @param state the whole of its container agent */
    Answers(Datastores datastores, Set<NetconfSession> sessions, String user, Supplier<String> state) {
        this.datastores = datastores;
        this.sessions = sessions;
        this.user = user;
        this.state = state;
    }

    String to(NetconfSession session, Element operation, boolean fail) {
        try {
            String request = operation.getLocalName();
            if (fail && !request.equals("edit-config")) {
                throw new Datastores.Refused("operation-failed", "made to fail", 0);
            }
            return answer(session, operation, request, fail);
        } catch (Datastores.Refused refused) {
            return Replies.error(refused.tag, refused.getMessage(), refused.holder);
        }
    }

    private String answer(NetconfSession session, Element operation, String request, boolean fail)
            throws Datastores.Refused {
        int id = session.id();
        switch (request) {
            case "get" -> {
                if (Dom.child(operation, "filter")
                        .flatMap(all -> Dom.child(all, "netconf-state"))
                        .isPresent()) {
                    return Replies.data(monitoring());
                }
                return Replies.data(state.get());
            }
            case "get-config" -> {
                return Replies.data(Dom.text(datastores.running()));
            }
            case "lock" -> datastores.lock(id, target(operation));
            case "unlock" -> datastores.unlock(id, target(operation));
            case "discard-changes" -> datastores.discard();
            case "edit-config" -> edit(operation, fail);
            case "commit" -> commit(id, operation);
            case "cancel-commit" -> datastores.cancel(id);
            case "create-subscription" -> session.subscribed = true;
            case "kill-session" -> kill(Dom.leaf(operation, "session-id"));
            case "rekey" -> rekey(Dom.leaf(operation, "association"));
            default -> {}
        }
        return Replies.OK;
    }

    private String monitoring() {
        String ours = sessions.stream()
                .map(session -> Replies.session(session.id(), user, session.since()))
                .collect(Collectors.joining());
        return "<netconf-state xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring'><sessions>" + ours
                + String.join("", others.values()) + "</sessions></netconf-state>";
    }

    private static String target(Element operation) {
        return Dom.children(Dom.child(operation, "target").orElseThrow())
                .getFirst()
                .getLocalName();
    }

    private void edit(Element operation, boolean fail) throws Datastores.Refused {
        Element agent =
                Dom.children(Dom.child(operation, "config").orElseThrow()).getFirst();
        datastores.edit(Datastores.RUNNING.equals(target(operation)), agent, fail || refuse);
    }

    private void commit(int session, Element operation) {
        if (Dom.child(operation, "confirmed").isPresent()) {
            datastores.commitToBeConfirmed(session, Integer.parseInt(Dom.leaf(operation, "confirm-timeout")));
        } else {
            datastores.commit(session);
        }
    }

    private void kill(String victim) throws Datastores.Refused {
        if (others.remove(Integer.valueOf(victim)) != null) {
            datastores.sessionEnded(Integer.parseInt(victim));
            return;
        }
        NetconfSession session = sessions.stream()
                .filter(each -> String.valueOf(each.id()).equals(victim))
                .findFirst()
                .orElseThrow(() -> new Datastores.Refused("invalid-value", "no such session", 0));
        session.drop();
    }

    private void rekey(String association) throws Datastores.Refused {
        if (!datastores.ids("association").contains(association)) {
            throw new Datastores.Refused("invalid-value", "no such association", 0);
        }
        rekeyed.add(new AssociationId(association));
    }
}
