package org.openmfs.agent.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Stock;

/**
 * Whether the peer knows the association at all. While it says that it does not, no key is offered to it; it is asked
 * about one key again and again, so that keys are made soon after it was told of the association.
 */
final class Acquaintance implements Stock.Peer {
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);
    private final AssociationContext context;
    private boolean unknown;
    private Instant next = Instant.MIN;

    Acquaintance(AssociationContext context) {
        this.context = context;
    }

    @Override
    public boolean mayAnswer() {
        return !unknown && !context.health().linkIsDown();
    }

    /** In a stream; while it was not, nobody knows by which certificate. */
    @Override
    public boolean isMet() {
        return context.authenticator().towards(context.parties().peer()).isPresent();
    }

    /**
     * Draws the conclusion from a message of the peer's; tells whether it knows the association again. That something is
     * retired is said by one that does not know it, too.
     */
    boolean metAgain(Message message) {
        return switch (message) {
            case Message.Refuse refuse
            when refuse.reason() == ReasonCode.ASSOCIATION_MISSING -> {
                lost();
                yield false;
            }
            case Message.Retire retire -> {
                askIfInUse(retire.key());
                yield false;
            }
            case Message.Retired retired -> false;
            default -> found();
        };
    }

    private void lost() {
        String text = "the peer, CF " + context.parties().peer() + ", does not know association " + context.id();
        context.health().raise(ReasonCode.ASSOCIATION_MISSING, text);
        if (!unknown) {
            unknown = true;
            next = context.now().plus(ASK_EVERY);
        }
    }

    private boolean found() {
        boolean again = unknown;
        unknown = false;
        context.health().clear(ReasonCode.ASSOCIATION_MISSING);
        return again;
    }

    /** The key in use is given up without another one in its place: perhaps the whole association is. */
    private void askIfInUse(KeyId key) {
        if (context.keys().isInUse(key)) {
            ask(key);
        }
    }

    void tick() {
        if (unknown && !context.now().isBefore(next)) {
            next = context.now().plus(ASK_EVERY);
            Stream<KeyId> held = context.keys().live().stream().map(KeyRecord::id);
            ask(held.findFirst().orElseGet(() -> KeyId.random(context.platform().random())));
        }
    }

    private void ask(KeyId key) {
        context.send(new Message.Query(context.id(), key));
    }
}
