package org.openmfs.agent.machine;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/** Asks the peer where it stands: with everything after a restart or a silence, with a few keys now and then. */
final class Inquiry {
    private final AssociationContext context;
    private final Predicate<KeyRecord> ours;
    private Instant next = Instant.MIN;

    /** @param ours the keys of which the peer must know something */
    Inquiry(AssociationContext context, Predicate<KeyRecord> ours) {
        this.context = context;
        this.ours = ours;
    }

    void askAboutAll() {
        context.keys().where(ours).forEach(this::ask);
        next = context.now().plus(context.pace().inquire());
    }

    void tick() {
        if (context.now().isBefore(next)) {
            return;
        }
        next = context.now().plus(context.pace().inquire());
        context.keys()
                .where(ours.and(
                        key -> key.stage() != KeyStage.CONFIRMED || key.slot().isPresent()))
                .forEach(this::ask);
        context.keys().stock().stream()
                .min(Comparator.comparing(KeyRecord::order))
                .ifPresent(this::ask);
    }

    void received(Message.Query query) {
        KeyStage stage = context.keys().stage(query.key());
        context.send(new Message.Standing(context.id(), query.key(), stage));
    }

    private void ask(KeyRecord key) {
        context.send(new Message.Query(context.id(), key.id()));
    }
}
