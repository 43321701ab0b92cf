package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Use;

/**
 * The frames between two Enc/Decs are protected under the keys of the association: a key is accepted at both ends, then
 * sent under at both ends, and the key before it is removed. This end looks at its Enc/Dec, has it guarded, and stops
 * traffic where no key may be used any more.
 */
public final class Channel implements Use {
    /** How often in the longest life of a key the guardian is told anew. */
    private static final int GUARDS = 8;

    private final AssociationContext context;
    private final Line line;
    private final End end;
    private final Limits limits;
    private final Stoppage stoppage;
    private final Recovery recovery;
    private final Evidence evidence;
    private final SentUnder sentUnder;
    private final AcceptedUnder acceptedUnder;
    private final SuiteInUse suiteInUse;
    private final Runnable started;
    private Instant nextLook = Instant.MIN;
    private Instant nextGuard = Instant.MIN;
    private Set<Slot> guarded = Set.of();
    private boolean looking;
    private boolean ready;
    private boolean ended;
    private boolean clearing;

    /**
     * @param encDec used by this association alone
     * @param peerMayAnswer whether the peer could answer now, as far as is known
     * @param started told when this end has found its place
     */
    public Channel(AssociationContext context, EncDec encDec, BooleanSupplier peerMayAnswer, Runnable started) {
        this.context = context;
        this.started = started;
        this.line = new Line(context, encDec);
        this.limits = new Limits(context);
        this.stoppage = new Stoppage(line, this::cleared);
        this.recovery = new Recovery(line, this::recovered);
        this.evidence = new Evidence(line, this::unproved);
        this.suiteInUse = new SuiteInUse(context);
        this.end = context.parties().role() == Role.INITIATOR
                ? new LeadingEnd(line, limits, peerMayAnswer, this::unproved)
                : new FollowingEnd(line, this::stop);
        this.sentUnder = new SentUnder(line, end);
        this.acceptedUnder = new AcceptedUnder(line, end);
    }

    @Override
    public void start() {
        recovery.start();
    }

    private void recovered(Observation observation) {
        if (!ended) {
            ready = true;
            limits.observed(observation);
            end.recovered(observation);
            context.keys()
                    .current()
                    .filter(key -> context.keys().isGoneBackTo(key.id()))
                    .ifPresent(key -> evidence.goneBack(
                            key.id(),
                            "back to key " + key.id() + " since before this CF was started: " + key.reason()));
            started.run();
        }
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void received(Message message) {
        end.received(message);
    }

    @Override
    public void stands(KeyRecord key, KeyStage there) {
        end.stands(key, there);
    }

    @Override
    public boolean needsKey() {
        return end.needsKey();
    }

    @Override
    public void discard(KeyId key, String why) {
        end.discard(key, why);
    }

    @Override
    public void rekey() {
        end.rekey();
    }

    @Override
    public void distrust(String why) {
        end.distrust(why);
    }

    @Override
    public Optional<String> contradiction() {
        return line.journalWasPutBack();
    }

    @Override
    public void reconfigured() {
        nextGuard = Instant.MIN;
        end.reconfigured();
    }

    @Override
    public void linkIsUp() {
        end.linkIsUp();
    }

    @Override
    public void tick() {
        if (ended) {
            return;
        }
        limits.stop(end.supplied(), context.pace().patience()).ifPresent(this::stop);
        stoppage.tick();
        if (ready) {
            end.tick();
            look();
        } else {
            recovery.tick();
        }
    }

    @Override
    public void upkeep() {
        end.upkeep();
        suiteInUse.look();
    }

    @Override
    public boolean working() {
        return end.working();
    }

    @Override
    public boolean settling() {
        return end.settling();
    }

    @Override
    public boolean stopped() {
        return stoppage.stopped();
    }

    @Override
    public Optional<Instant> nextRekey() {
        return limits.nextRekey();
    }

    @Override
    public Optional<Instant> keyEnds() {
        return limits.keyEnds();
    }

    private void look() {
        boolean hurry = end.settling() && line.traits().pace().isZero();
        boolean due = hurry || !context.now().isBefore(nextLook);
        if (due && !looking) {
            looking = true;
            Duration own = line.traits().pace();
            Duration ordinary = context.pace().observe();
            nextLook = context.now().plus(own.compareTo(ordinary) > 0 ? own : ordinary);
            line.device().observe(this::looked);
            guard();
        }
    }

    /** Now and then, and sooner where the keys in the Enc/Dec are others than they were. */
    private void guard() {
        GuardOrder order = line.guarding();
        if (!context.now().isBefore(nextGuard) || !order.left().keySet().equals(guarded)) {
            guarded = order.left().keySet();
            nextGuard =
                    context.now().plus(context.settings().life().maximumAge().dividedBy(GUARDS));
            line.device().change(order, outcome -> outcome.ifPresent(this::unguarded));
        }
    }

    private void unguarded(EncDecFailure failure) {
        nextGuard = Instant.MIN;
        context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage());
    }

    private void looked(Device.Sight sight) {
        looking = false;
        if (ended || stoppage.underWay()) {
            return;
        }
        switch (sight) {
            case Device.Sight.Unseen unseen ->
                context.health()
                        .raise(ReasonCode.ENC_DEC_FAILED, unseen.failure().getMessage());
            case Device.Sight.Seen seen -> seen(seen.observation());
        }
    }

    private void seen(Observation observation) {
        if (!end.working()) {
            context.health().clear(ReasonCode.ENC_DEC_FAILED);
        }
        context.keys().where(key -> key.stage() == KeyStage.RECEIVING || key.stage() == KeyStage.SENDING).stream()
                .filter(key -> !Recovery.isInstalled(key, observation))
                .forEach(end::lost);
        limits.observed(observation);
        stopWhereReplacedKeyIsSentUnder(observation);
        line.heard(observation);
        sentUnder.observed(observation);
        acceptedUnder.observed(observation);
        end.observed(observation);
        evidence.observed(observation);
    }

    /** The Enc/Dec could not be told to send under another key: also what was replaced ends at its maximum age. */
    private void stopWhereReplacedKeyIsSentUnder(Observation observation) {
        observation
                .sending()
                .flatMap(sent -> context.keys().find(sent.id()))
                .filter(key -> key.stage() == KeyStage.REPLACED && line.isPastAge(key))
                .ifPresent(key -> stop(new GivenUp(
                        ReasonCode.KEY_EXPIRED,
                        "the Enc/Dec still sends under a key that was replaced and reached its maximum age")));
    }

    /** At this end, or at the peer's as it says. */
    private void unproved(KeyId key, String why) {
        end.unproved(key, why)
                .ifPresent(before ->
                        evidence.goneBack(before, "back to key " + before + ", since under key " + key + ": " + why));
    }

    private void stop(GivenUp given) {
        if (!stoppage.underWay()) {
            end.stopping();
            stoppage.stop(given.code(), given.why());
        }
    }

    private void cleared() {
        evidence.observed(new Observation(List.of(), 0));
        limits.cleared();
        end.cleared();
    }

    @Override
    public void end(Runnable done) {
        ended = true;
        if (!clearing) {
            clearing = true;
            line.device().change(Channel::clearUnguarded, outcome -> {
                clearing = false;
                outcome.ifPresentOrElse(
                        failure -> context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage()), done);
            });
        }
    }

    /** Where no key is left, nobody need see to its end. */
    private static void clearUnguarded(EncDec encDec) throws EncDecFailure {
        encDec.clear();
        encDec.guard(Map.of());
    }

    @Override
    public void abandon() {
        end.abandon();
    }
}
