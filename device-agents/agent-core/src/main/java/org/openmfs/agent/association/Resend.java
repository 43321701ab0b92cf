package org.openmfs.agent.association;

import java.time.Duration;
import java.time.Instant;

/** A message that is sent again, at growing intervals, until its answer has come. */
final class Resend {
    private static final int MOST_GROWTH = 8;
    private final AssociationContext context;
    private final Message message;
    private Duration wait;
    private Instant next;

    /** Sends at once. */
    Resend(AssociationContext context, Message message) {
        this.context = context;
        this.message = message;
        atOnce();
    }

    void tick() {
        if (!context.now().isBefore(next)) {
            Duration longest = context.pace().resend().multipliedBy(MOST_GROWTH);
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(longest) > 0 ? longest : doubled;
            send();
        }
    }

    /** The link is up again, so there is no reason to wait. */
    void atOnce() {
        wait = context.pace().resend();
        send();
    }

    private void send() {
        context.send(message);
        next = context.now().plus(wait);
    }
}
