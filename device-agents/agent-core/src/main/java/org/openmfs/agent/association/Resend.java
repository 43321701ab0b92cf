package org.openmfs.agent.association;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A message that is sent again, at growing intervals, until its answer has come. */
public final class Resend {
    private static final int MOST_GROWTH = 8;
    private final AssociationContext context;
    private final Message message;
    private Duration wait;
    private Instant next;
    private Instant since;
    private boolean told;
    private Optional<Instant> refusedSince = Optional.empty();

    /** Sends at once. */
    public Resend(AssociationContext context, Message message) {
        this.context = context;
        this.message = message;
        atOnce();
    }

    public void tick() {
        // Who can't be asked refuses nothing.
        if (context.health().linkIsDown()) {
            refusedSince = Optional.empty();
        }
        if (!context.now().isBefore(next)) {
            Duration longest = context.pace().resend().multipliedBy(MOST_GROWTH);
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(longest) > 0 ? longest : doubled;
            send();
        }
    }

    /** As {@link #tick}; a peer that does not answer although the link is up is told of. */
    public void tickAndTell() {
        tick();
        if (isUnansweredFor(context.pace().patience())) {
            told = true;
            String what = message.getClass().getSimpleName();
            context.health().raise(ReasonCode.PEER_UNREACHABLE, "the peer does not answer " + what);
        }
    }

    /** Whether no answer came for so long although the link was up. */
    public boolean isUnansweredFor(Duration time) {
        return !context.health().linkIsDown() && context.now().isAfter(since.plus(time));
    }

    /** The peer says that it will not do it as yet. */
    public void heard() {
        end();
        told = false;
        since = context.now();
        refusedSince = refusedSince.or(() -> Optional.of(since));
    }

    /** Whether the peer ever said so. */
    public boolean isRefused() {
        return refusedSince.isPresent();
    }

    /** Whether it has said so for this long. */
    public boolean isRefusedFor(Duration time) {
        return refusedSince
                .filter(first -> !context.now().isBefore(first.plus(time)))
                .isPresent();
    }

    /** The answer came, or is not waited for any more. */
    public void end() {
        if (told && !context.health().linkIsDown()) {
            context.health().clear(ReasonCode.PEER_UNREACHABLE);
        }
    }

    /** The link is up again, so there is no reason to wait. */
    public void atOnce() {
        wait = context.pace().resend();
        since = context.now();
        send();
    }

    private void send() {
        context.send(message);
        next = context.now().plus(wait);
    }
}
