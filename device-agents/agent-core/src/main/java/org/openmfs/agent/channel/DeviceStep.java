package org.openmfs.agent.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * One thing to be done by the Enc/Dec, tried again with back-off while it fails, and given up after three failures in a
 * row, or after one that says that it is lasting. A new one, or giving up, makes the outcome of the one before nobody's business.
 */
final class DeviceStep {
    private static final int MOST_FAILURES = 3;
    private final AssociationContext context;
    private Optional<Work> work = Optional.empty();
    private Instant retryAt = Instant.MAX;
    private long begun;
    private int failures;

    private record Work(Consumer<Consumer<Optional<EncDecFailure>>> call, Runnable done, Consumer<String> hopeless) {}

    DeviceStep(AssociationContext context) {
        this.context = context;
    }

    /** @param hopeless told why it was given up */
    void begin(Consumer<Consumer<Optional<EncDecFailure>>> call, Runnable done, Consumer<String> hopeless) {
        abandon();
        work = Optional.of(new Work(call, done, hopeless));
        attempt();
    }

    private void attempt() {
        retryAt = Instant.MAX;
        long mine = begun;
        work.orElseThrow().call().accept(outcome -> {
            if (mine == begun) {
                ended(work.orElseThrow(), outcome);
            }
        });
    }

    private void ended(Work attempted, Optional<EncDecFailure> outcome) {
        if (outcome.isEmpty()) {
            abandon();
            context.health().clear(ReasonCode.ENC_DEC_FAILED);
            attempted.done().run();
            return;
        }
        String why = outcome.get().getMessage();
        failures++;
        context.health().raise(ReasonCode.ENC_DEC_FAILED, why);
        if (failures >= MOST_FAILURES || outcome.get().isLasting()) {
            abandon();
            attempted.hopeless().accept(why);
        } else {
            retryAt = context.now()
                    .plus(context.settings()
                            .backoff()
                            .after(failures, context.platform().random()));
        }
    }

    void tick() {
        if (!context.now().isBefore(retryAt)) {
            attempt();
        }
    }

    void abandon() {
        begun++;
        work = Optional.empty();
        failures = 0;
        retryAt = Instant.MAX;
    }
}
