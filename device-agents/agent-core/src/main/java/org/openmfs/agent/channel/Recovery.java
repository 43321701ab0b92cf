package org.openmfs.agent.channel;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * Brings the Enc/Dec, which may have outlived the process, back to what the journal says: sends under the newest key
 * that the journal says to send under and that the Enc/Dec takes, holds no key that the journal does not know. One repair
 * after the other, until an observation shows nothing to repair.
 */
final class Recovery {
    private final Line line;
    private final AssociationContext context;
    private final Consumer<Observation> done;
    private static final int MOST_FAILURES = 3;
    private final Set<KeyId> hopeless = new HashSet<>();
    private Instant retryAt = Instant.MAX;
    private int failures;
    private int switches;

    Recovery(Line line, Consumer<Observation> done) {
        this.line = line;
        this.context = line.context();
        this.done = done;
    }

    void start() {
        look();
    }

    void tick() {
        if (!context.now().isBefore(retryAt)) {
            retryAt = Instant.MAX;
            look();
        }
    }

    private void look() {
        line.device().observe(sight -> {
            switch (sight) {
                case Device.Sight.Seen seen -> repair(seen.observation());
                case Device.Sight.Unseen unseen -> failed(unseen.failure());
            }
        });
    }

    private void repair(Observation seen) {
        Optional<KeyRecord> wanted = newestSending(seen);
        Optional<InstalledKey> sending = seen.sending();
        if (wanted.isPresent() && !sending.map(InstalledKey::id).equals(wanted.map(KeyRecord::id))) {
            line.switchTransmit(wanted.get(), outcome -> switched(wanted.get().id(), outcome));
        } else if (wanted.isEmpty() && sending.isPresent()) {
            context.keys().replaceAll(key -> key.slot().isPresent(), "the key in use is not in the journal");
            line.device().change(EncDec::clear, this::repaired);
        } else {
            seen.keys().stream()
                    .filter(key -> !isOurs(key))
                    .findFirst()
                    .ifPresentOrElse(
                            foreign -> line.device().change(encDec -> encDec.retire(foreign.slot()), this::repaired),
                            () -> finish(seen));
        }
    }

    /** A key that the Enc/Dec does not take is not the one to send under, however often it is tried. */
    private void switched(KeyId key, Optional<EncDecFailure> outcome) {
        switches = outcome.isPresent() ? switches + 1 : 0;
        if (outcome.filter(EncDecFailure::isLasting).isPresent() || switches >= MOST_FAILURES) {
            switches = 0;
            hopeless.add(key);
        }
        repaired(outcome);
    }

    private void repaired(Optional<EncDecFailure> outcome) {
        outcome.ifPresentOrElse(this::failed, this::look);
    }

    private void finish(Observation seen) {
        context.health().clear(ReasonCode.ENC_DEC_FAILED);
        newestSending(seen).ifPresent(key -> line.switched(key.id()));
        done.accept(seen);
    }

    private void failed(EncDecFailure failure) {
        failures++;
        context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage());
        retryAt = context.now()
                .plus(context.settings()
                        .backoff()
                        .after(failures, context.platform().random()));
    }

    private static boolean isSending(KeyRecord key, Observation seen) {
        return seen.sending().filter(one -> one.id().equals(key.id())).isPresent();
    }

    /**
     * The key ordered to be sent under last, of those that the Enc/Dec holds; one whose suite is not allowed any more is
     * not begun to be sent under.
     */
    private Optional<KeyRecord> newestSending(Observation seen) {
        return context.keys().at(KeyStage.SENDING).stream()
                .filter(key -> isInstalled(key, seen))
                .filter(key -> isSending(key, seen) || context.mayBeUsed(key) && !hopeless.contains(key.id()))
                .max(Comparator.comparing(KeyRecord::number));
    }

    private boolean isOurs(InstalledKey installed) {
        return context.keys()
                .find(installed.id())
                .flatMap(KeyRecord::slot)
                .filter(installed.slot()::equals)
                .isPresent();
    }

    /** Whether the Enc/Dec holds the key where the journal says. */
    static boolean isInstalled(KeyRecord key, Observation seen) {
        return seen.find(key.id())
                .filter(installed -> key.slot().filter(installed.slot()::equals).isPresent())
                .isPresent();
    }
}
