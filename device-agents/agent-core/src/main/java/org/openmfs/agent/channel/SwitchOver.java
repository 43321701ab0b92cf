package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Resend;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * The initiator's half of the switch to a key that both ends accept, one key at a time: send here, send there, new key
 * seen on the wire, old key removed. Frames of the responder under the new key say as much as its message, so that a
 * switch is finished also while the link to the peer is away. The journal is written before the first frame leaves, so
 * that {@link #resume} finds its place after a restart.
 */
final class SwitchOver {
    private final Line line;
    private final AssociationContext context;
    private final Ended ended;
    private final DeviceStep here;
    private Step step = Step.NONE;
    private KeyId key;
    private Optional<Resend> resend = Optional.empty();
    private boolean troubled;
    private Optional<String> doomed = Optional.empty();
    private boolean looking;
    private Instant since = Instant.MIN;
    /** Until then the responder's switch is waited for before anything else is done. */
    private Instant patient = Instant.MIN;

    private Optional<String> lostMeanwhile = Optional.empty();

    private enum Step {
        NONE,
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

    SwitchOver(Line line, Ended ended) {
        this.line = line;
        this.context = line.context();
        this.ended = ended;
        this.here = new DeviceStep(line.context());
    }

    boolean idle() {
        return step == Step.NONE;
    }

    /**
     * Whether another key may be switched to: nothing is under way, or the responder does not follow. What it sends under
     * stays accepted until it has followed to some key.
     */
    boolean free() {
        return idle() || step == Step.SEND_THERE && !context.now().isBefore(patient);
    }

    /** The responder says something of the key that is not what was asked. */
    void heard(KeyId id) {
        if (concerns(id)) {
            resend.ifPresent(Resend::heard);
        }
    }

    /** The responder will not send under the key: it is not waited for any longer. */
    void refused(KeyId id) {
        if (concerns(id)) {
            patient = context.now();
        }
    }

    /** The responder's Enc/Dec does not send under the key as yet; another key is needed if that lasts. */
    void troubled(KeyId id) {
        troubled |= concerns(id);
    }

    /** Whether this key is being switched to. */
    boolean concerns(KeyId id) {
        return !idle() && id.equals(key);
    }

    /** Whether frames under the new key are being looked for. */
    boolean settling() {
        return step == Step.SETTLING;
    }

    /** Whether the Enc/Dec is told to send under another key. */
    boolean switching() {
        return step == Step.SEND_HERE;
    }

    /** Sends under a key that both ends accept. */
    void start(KeyId accepted) {
        begin(accepted);
        context.keys().move(key, KeyStage.SENDING, "accepted at both ends");
        sendHere();
    }

    /** Whether frames are sent under this key and another one may not have been settled on since. */
    boolean isTrying(KeyId id) {
        return concerns(id) && (step == Step.SEND_THERE || step == Step.SETTLING);
    }

    /** Sends under a key of before again, in place of the one that is being tried. */
    void goBack(KeyRecord before, String why) {
        KeyId tried = key;
        abandon();
        begin(before.id());
        context.keys().goBack(before.id(), tried, why);
        sendHere();
    }

    /** Goes on with the key in use, after a restart. */
    void resume(KeyRecord current) {
        begin(current.id());
        sendThere();
    }

    private void begin(KeyId id) {
        key = id;
        resend.ifPresent(Resend::end);
        patient = context.now().plus(context.pace().patience());
        resend = Optional.empty();
        troubled = false;
        lostMeanwhile = Optional.empty();
    }

    private void sendHere() {
        step = Step.SEND_HERE;
        here.begin(this::switchHere, this::sending, this::giveUp);
    }

    /** A switch that failed is not repeated where the key's suite was forbidden meanwhile. */
    private void switchHere(Consumer<Optional<EncDecFailure>> outcome) {
        if (context.mayBeUsed(record())) {
            line.switchTransmit(record(), outcome);
        } else {
            outcome.accept(Optional.of(EncDecFailure.lasting("its suite is not allowed any more")));
        }
    }

    private void sending() {
        line.switched(key);
        if (context.keys().goneBackFrom().isEmpty()) {
            context.health().rekeyed();
            context.health().clear(ReasonCode.KEY_EXPIRED, ReasonCode.GIVEN_UP_THERE);
            context.health().clearRefusals();
            context.health().tell(new AssociationEvent.KeyInstalled(context.id(), key, record().suite()));
        }
        sendThere();
        lostMeanwhile.ifPresent(why -> lost(key, why));
    }

    private void sendThere() {
        step = Step.SEND_THERE;
        Optional<KeyId> insteadOf = context.keys().goneBackFrom();
        resend = Optional.of(new Resend(context, new Message.SwitchTransmit(context.id(), key, insteadOf)));
    }

    void received(Message.TransmitSwitched switched) {
        Optional<KeyId> insteadOf = context.keys().goneBackFrom();
        boolean meant = insteadOf.isEmpty() || switched.insteadOf().equals(insteadOf);
        if (step == Step.SEND_THERE && switched.key().equals(key) && meant) {
            settle();
        }
    }

    private void settle() {
        resend.ifPresent(Resend::end);
        resend = Optional.empty();
        step = Step.SETTLING;
        since = context.now();
    }

    /** Looks for frames under the new key. */
    void observed(Observation observation) {
        if (idle()) {
            return;
        }
        boolean seen = observation.find(key).map(InstalledKey::framesReceived).orElse(0L) > 0;
        // Under a key of before frames came before, too: only the responder's word says that it will follow to no
        // other.
        if (step == Step.SEND_THERE && seen && context.keys().goneBackFrom().isEmpty()) {
            settle();
        }
        boolean left = seen && context.keys().at(KeyStage.REPLACED).stream().allMatch(old -> line.isStill(old.id()));
        if (step == Step.SETTLING && !context.now().isBefore(since.plus(trial(left)))) {
            step = Step.NONE;
            ended.settled(record());
        }
    }

    /** As long as there is a way back, both ends have time to see that nothing comes, and to say so. */
    private Duration trial(boolean left) {
        Pace pace = context.pace();
        if (context.keys().suspended().isPresent()) {
            return pace.toNoticeSilence().multipliedBy(2);
        }
        return left ? pace.settle() : pace.silence();
    }

    /** The key was lost at one of the ends. */
    void lost(KeyId id, String why) {
        if (!concerns(id)) {
            return;
        }
        if (step == Step.SEND_HERE) {
            lostMeanwhile = Optional.of(why);
        } else {
            abandon();
            ended.orphaned(id, why);
        }
    }

    /** The key is no longer in the Enc/Dec of this side. */
    void drop(KeyId id) {
        if (concerns(id)) {
            abandon();
        }
    }

    private void giveUp(String why) {
        doomed = Optional.of(why);
        look();
    }

    /** A switch that failed may have been carried out: a key that frames are sent under is not given up but replaced. */
    private void look() {
        KeyId looked = key;
        looking = true;
        line.device().observe(sight -> {
            looking = false;
            if (doomed.isPresent() && concerns(looked)) {
                looked(sight, doomed.get());
            }
        });
    }

    private void looked(Device.Sight sight, String why) {
        KeyId current = key;
        switch (sight) {
            case Device.Sight.Unseen unseen -> {}
            case Device.Sight.Seen seen
            when seen.observation()
                    .sending()
                    .filter(one -> one.id().equals(current))
                    .isPresent() -> {
                doomed = Optional.empty();
                sending();
                ended.orphaned(current, why);
            }
            case Device.Sight.Seen seen -> {
                abandon();
                ended.unusable(current, why);
            }
        }
    }

    /** Forgets what is under way; the journal knows. */
    void abandon() {
        step = Step.NONE;
        resend.ifPresent(Resend::end);
        resend = Optional.empty();
        doomed = Optional.empty();
        here.abandon();
    }

    void linkIsUp() {
        resend.ifPresent(Resend::atOnce);
    }

    void tick() {
        resend.ifPresent(Resend::tickAndTell);
        if (troubled && step == Step.SEND_THERE && free()) {
            troubled = false;
            ended.orphaned(key, "the responder does not send under it");
        }
        here.tick();
        if (doomed.isPresent() && !looking) {
            look();
        }
    }

    private KeyRecord record() {
        return context.keys().find(key).orElseThrow();
    }
}
