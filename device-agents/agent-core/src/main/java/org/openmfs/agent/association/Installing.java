package org.openmfs.agent.association;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.registry.KeyRecord;

/**
 * The initiator's half of an installation, one key at a time: receive here, receive there, send here, send there, new
 * key seen on the wire, old key removed. Every step is written to the journal before the message that depends on it
 * leaves, so that {@link #resume} finds its place after a restart.
 */
final class Installing {
    private static final int MOST_FAILURES = 3;
    private final AssociationContext context;
    private final Ended ended;
    private Step step = Step.NONE;
    private KeyId key;
    private Optional<Resend> resend = Optional.empty();
    private Instant since = Instant.MIN;
    private Instant retryAt = Instant.MAX;
    private Optional<String> lostMeanwhile = Optional.empty();
    private int failures;

    private enum Step {
        NONE,
        RECEIVE_HERE,
        RECEIVE_THERE,
        SEND_HERE,
        SEND_THERE,
        SETTLING
    }

    /** Who is told how an installation ended. */
    interface Ended {
        /** Both ends send under the key; those before it may be removed. */
        void settled(KeyRecord key);

        /** The key cannot be used; it must be removed at both ends. */
        void unusable(KeyId key, String why);

        /** This end sends under the key and the other end lost it: it must be replaced at once. */
        void orphaned(KeyId key, String why);
    }

    Installing(AssociationContext context, Ended ended) {
        this.context = context;
        this.ended = ended;
    }

    boolean idle() {
        return step == Step.NONE;
    }

    /** Whether frames under the new key are being looked for. */
    boolean settling() {
        return step == Step.SETTLING;
    }

    /** Installs a confirmed key, if a slot is free. */
    void start(KeyRecord stocked, Observation observed) {
        freeSlot(observed).ifPresent(slot -> {
            context.keys().place(stocked.id(), slot);
            begin(stocked.id(), Step.RECEIVE_HERE);
            receiveHere();
        });
    }

    /** Goes on where the journal says that an earlier life stopped. */
    void resume(KeyRecord found) {
        switch (found.stage()) {
            case CONFIRMED -> {
                begin(found.id(), Step.RECEIVE_HERE);
                receiveHere();
            }
            case RECEIVING -> {
                begin(found.id(), Step.RECEIVE_THERE);
                receiveThere();
            }
            case SENDING -> {
                begin(found.id(), Step.SEND_THERE);
                sendThere();
            }
            case UNKNOWN, DERIVED, REPLACED, GONE ->
                throw new IllegalStateException("nothing to install of key " + found.id() + " at " + found.stage());
        }
    }

    private void begin(KeyId id, Step first) {
        key = id;
        step = first;
        failures = 0;
        retryAt = Instant.MAX;
        resend = Optional.empty();
        lostMeanwhile = Optional.empty();
    }

    private Optional<Slot> freeSlot(Observation observed) {
        Set<Slot> taken = context.keys().slotsTaken();
        observed.keys().forEach(installed -> taken.add(installed.slot()));
        Slot last = context.keys().current().flatMap(KeyRecord::slot).orElse(new Slot(Slot.COUNT - 1));
        return IntStream.rangeClosed(1, Slot.COUNT)
                .mapToObj(step -> new Slot((last.number() + step) % Slot.COUNT))
                .filter(slot -> !taken.contains(slot))
                .findFirst();
    }

    private void receiveHere() {
        context.prepareReceive(record(), then(Step.RECEIVE_HERE, () -> {
            context.keys().move(key, KeyStage.RECEIVING, context.now(), "accepted here");
            receiveThere();
        }));
    }

    private void receiveThere() {
        step = Step.RECEIVE_THERE;
        Slot slot = record().slot().orElseThrow();
        resend = Optional.of(new Resend(context, new Message.InstallReceive(context.id(), key, slot)));
    }

    void received(Message.ReceiveInstalled installed) {
        boolean mine = step == Step.RECEIVE_THERE && installed.key().equals(key);
        if (mine && record().slot().filter(installed.slot()::equals).isPresent()) {
            resend = Optional.empty();
            step = Step.SEND_HERE;
            context.keys().move(key, KeyStage.SENDING, context.now(), "accepted at both ends");
            sendHere();
        }
    }

    private void sendHere() {
        context.switchTransmit(record(), then(Step.SEND_HERE, () -> {
            context.keys().switchedTo(key, context.now());
            context.health().rekeyed();
            context.health().clear(ReasonCode.KEY_EXPIRED, ReasonCode.DEVICE_REFUSED);
            context.health().tell(new AssociationEvent.KeyInstalled(context.id(), key, record().suite()));
            sendThere();
            lostMeanwhile.ifPresent(why -> lost(key, why));
        }));
    }

    private void sendThere() {
        step = Step.SEND_THERE;
        resend = Optional.of(new Resend(context, new Message.SwitchTransmit(context.id(), key)));
    }

    void received(Message.TransmitSwitched switched) {
        if (step == Step.SEND_THERE && switched.key().equals(key)) {
            resend = Optional.empty();
            step = Step.SETTLING;
            since = context.now();
        }
    }

    /** Looks for frames under the new key. */
    void observed(Observation observation) {
        if (step != Step.SETTLING) {
            return;
        }
        boolean seen = observation.find(key).map(InstalledKey::framesReceived).orElse(0L) > 0;
        Pace pace = context.pace();
        if (!context.now().isBefore(since.plus(seen ? pace.settle() : pace.silence()))) {
            step = Step.NONE;
            ended.settled(record());
        }
    }

    void received(Message.Refuse refuse) {
        if (idle() || !refuse.key().equals(key)) {
            return;
        }
        switch (refuse.reason()) {
            case UNKNOWN_KEY -> lost(key, "the responder says: " + refuse.text());
            case BELOW_FLOOR, NO_COMMON_SUITE -> {
                if (step == Step.RECEIVE_THERE) {
                    giveUp("the responder says: " + refuse.text());
                }
            }
            case SLOT_IN_USE,
                    ENC_DEC_FAILED,
                    BUSY,
                    UNKNOWN_ASSOCIATION,
                    METHOD_UNREACHABLE,
                    METHOD_EXHAUSTED,
                    METHOD_FAILED,
                    KEY_CONFIRMATION_FAILED -> context.health().raise(ReasonCode.of(refuse.reason()), refuse.text());
        }
    }

    /** The key was lost at one of the ends. */
    void lost(KeyId id, String why) {
        if (idle() || !id.equals(key)) {
            return;
        }
        switch (step) {
            case NONE, RECEIVE_HERE, RECEIVE_THERE -> giveUp(why);
            case SEND_HERE -> lostMeanwhile = Optional.of(why);
            case SEND_THERE, SETTLING -> {
                abandon();
                ended.orphaned(id, why);
            }
        }
    }

    /** The key is no longer in the Enc/Dec of this side. */
    void drop(KeyId id) {
        if (!idle() && id.equals(key)) {
            abandon();
        }
    }

    private void giveUp(String why) {
        KeyId unusable = key;
        abandon();
        ended.unusable(unusable, why);
    }

    /** Forgets what is under way; the journal knows. */
    void abandon() {
        step = Step.NONE;
        resend = Optional.empty();
        retryAt = Instant.MAX;
    }

    void linkIsUp() {
        resend.ifPresent(Resend::atOnce);
    }

    void tick() {
        resend.ifPresent(Resend::tick);
        if (!context.now().isBefore(retryAt)) {
            retryAt = Instant.MAX;
            if (step == Step.RECEIVE_HERE) {
                receiveHere();
            } else if (step == Step.SEND_HERE) {
                sendHere();
            }
        }
    }

    private KeyRecord record() {
        return context.keys().find(key).orElseThrow();
    }

    private Consumer<Optional<EncDecFailure>> then(Step asked, Runnable success) {
        KeyId asking = key;
        return outcome -> {
            if (step != asked || !asking.equals(key)) {
                return;
            }
            if (outcome.isEmpty()) {
                failures = 0;
                context.health().clear(ReasonCode.ENC_DEC_FAILED);
                success.run();
            } else {
                failed(outcome.get());
            }
        };
    }

    private void failed(EncDecFailure failure) {
        failures++;
        context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage());
        if (failures >= MOST_FAILURES) {
            giveUp(failure.getMessage());
        } else {
            retryAt = context.now()
                    .plus(context.settings()
                            .backoff()
                            .after(failures, context.platform().random()));
        }
    }
}
