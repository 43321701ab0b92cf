package org.openmfs.agent.association;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.time.ClockJumps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One association between two MFS CFs: a serial state machine that exchanges keys by several methods, confirms them,
 * installs them without losing a frame, and removes them. All calls return at once; the work is done on its own queue.
 *
 * <p>It is made anew after a restart, and finds its place in the journal and the Enc/Dec.
 */
public final class Association {
    private static final Logger LOG = LoggerFactory.getLogger(Association.class);
    private static final int IDLE_TICKS = 4;
    private static final int GUARDS = 8;
    private static final String WITHDRAWN = "the association is withdrawn";
    private final SerialQueue queue;
    private final Expiry expiry;
    private final AssociationContext context;
    private final Side side;
    private final Limits limits;
    private final ClockJumps jumps;
    private final Stoppage stoppage;
    private final Recovery recovery;
    private final Inquiry inquiry;
    private final Acquaintance acquaintance;
    private final Evidence evidence;
    private final SentUnder sentUnder;
    private Instant nextLook = Instant.MIN;
    private Instant nextGuard = Instant.MIN;
    private Set<Slot> guarded = Set.of();
    private boolean looking;
    private boolean ready;
    private Optional<String> jumpedBefore = Optional.empty();
    private Optional<Runnable> withdrawn = Optional.empty();
    private boolean clearing;
    private final Set<KeyId> toDestroy = new HashSet<>();

    /**
     * Finds its place when it is started.
     *
     * @param expiry told when the key in use ends
     * @param broken told when an assumption broke or the journal failed; the association does nothing any more
     */
    Association(
            AssociationSettings settings,
            Platform platform,
            Ports ports,
            Expiry expiry,
            Consumer<RuntimeException> broken) {
        this.expiry = expiry;
        this.queue = new SerialQueue(platform.events(), fault -> broke(fault, broken), this::afterwards);
        this.context = new AssociationContext(settings, platform, ports, queue);
        this.limits = new Limits(context);
        this.jumps = new ClockJumps(platform.machine());
        this.stoppage = new Stoppage(context, this::cleared);
        this.acquaintance = new Acquaintance(context);
        this.evidence = new Evidence(context);
        this.side = settings.parties().role() == Role.INITIATOR
                ? new InitiatorSide(context, limits, acquaintance)
                : new ResponderSide(context, given -> stop(given.code(), given.why()));
        this.recovery = new Recovery(context, this::recovered);
        this.inquiry = new Inquiry(context, side::sharedWithPeer);
        this.sentUnder = new SentUnder(context, side);
    }

    /** Reads the journal, looks at the Enc/Dec, and goes on from there. */
    public void start() {
        queue.post(recovery::start);
        scheduleTick();
    }

    /** The peer says something. */
    public void received(Message message) {
        queue.post(() -> {
            if (ready && withdrawn.isEmpty()) {
                if (message instanceof Message.Query query) {
                    inquiry.received(query);
                } else {
                    side.received(message);
                }
                if (acquaintance.metAgain(message)) {
                    side.linkIsUp();
                    inquiry.askAboutAll();
                }
            }
        });
    }

    /** The link to the peer came up or went down. */
    public void linkChanged(PeerLink.LinkState state) {
        queue.post(() -> {
            switch (state) {
                case PeerLink.LinkState.Down down -> context.health().linkDown(down.why());
                case PeerLink.LinkState.Up up -> linkIsUp(up.revision());
            }
        });
    }

    private void linkIsUp(int revision) {
        context.health().linkUp(revision);
        if (ready && withdrawn.isEmpty()) {
            side.linkIsUp();
            inquiry.askAboutAll();
        }
    }

    /** Takes other settings from now on; id, parties and Enc/Dec must be the same. */
    public void reconfigure(AssociationSettings settings) {
        queue.post(() -> {
            context.reconfigure(settings);
            nextGuard = Instant.MIN;
            side.reconfigured();
        });
    }

    /** A method can be used again, or cannot and is told where it is the one that the next key is made by. */
    void methodChanged(MethodId method, Optional<String> trouble) {
        queue.post(() -> {
            if (!ready || withdrawn.isPresent()) {
                return;
            }
            if (trouble.isEmpty()) {
                context.health().clear(method);
                side.methodReturned(method);
            } else if (context.choice()
                    .best(Set.of())
                    .filter(suite -> suite.methods().contains(method))
                    .isPresent()) {
                context.health().raise(ReasonCode.METHOD_UNREACHABLE, method, trouble.get());
            }
        });
    }

    /** Replaces the key in use now. */
    public void rekey() {
        queue.post(side::rekey);
    }

    /** Clears the Enc/Dec, destroys all keys, then tells; nothing is done after that. */
    public void withdraw(Runnable done) {
        queue.post(() -> {
            side.abandon();
            withdrawn = Optional.of(done);
            for (KeyRecord key : context.keys().live()) {
                context.send(new Message.Retire(context.id(), key.id(), RetireCause.WITHDRAWN, WITHDRAWN));
                if (key.state() != KeyState.DESTROYED) {
                    toDestroy.add(key.id());
                }
            }
            clearForGood();
        });
    }

    /**
     * Ends without touching keys or Enc/Dec, as a process does that will be started again.
     *
     * @return done when nothing is written to the journal any more
     */
    public CompletableFuture<Void> halt() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        queue.post(
                () -> {
                    side.abandon();
                    queue.close();
                    ended.complete(null);
                },
                () -> ended.complete(null));
        return ended;
    }

    /** Where it stands; the last report told to the listener. */
    public AssociationReport report() {
        return context.health().last();
    }

    /** What was under way is wiped before anything else. */
    private void broke(RuntimeException fault, Consumer<RuntimeException> broken) {
        try {
            side.abandon();
        } catch (RuntimeException | Error more) {
            fault.addSuppressed(more);
        }
        broken.accept(fault);
    }

    private void afterwards() {
        if (queue.isClosed()) {
            return;
        }
        if (recovery.hasRead()) {
            expiry.keyEnds(limits.keyEnds());
        }
        if (ready && withdrawn.isEmpty()) {
            side.upkeep();
        }
        context.health().publish(activity(), context.keys(), limits.nextRekey());
    }

    private Health.Activity activity() {
        if (withdrawn.isPresent()) {
            return Health.Activity.WITHDRAWING;
        }
        if (stoppage.stopped()) {
            return Health.Activity.STOPPED;
        }
        return side.working() ? Health.Activity.WORKING : Health.Activity.NONE;
    }

    private void recovered(Observation observation) {
        if (withdrawn.isPresent()) {
            return;
        }
        ready = true;
        limits.observed(observation);
        side.recovered(observation);
        distrustIfJumped();
        inquiry.askAboutAll();
    }

    private void scheduleTick() {
        boolean busy = side.working() || side.settling() || !ready;
        Duration wait = busy ? context.pace().tick() : context.pace().tick().multipliedBy(IDLE_TICKS);
        context.platform().timers().after(wait, () -> queue.post(this::tick));
    }

    private void tick() {
        if (withdrawn.isPresent()) {
            clearForGood();
        } else {
            Duration patience = context.pace().patience();
            jumps.look().ifPresent(this::jumped);
            limits.stop(side.supplied(), patience).ifPresent(given -> stop(given.code(), given.why()));
            stoppage.tick();
            goOn();
        }
        scheduleTick();
    }

    private void jumped(String why) {
        if (ready) {
            LOG.warn("association {}: all keys are replaced because {}", context.id(), why);
            side.distrust(why);
        } else {
            jumpedBefore = Optional.of(why);
        }
    }

    /** Also while no agent was there to look, where the key in use shows it. */
    private void distrustIfJumped() {
        jumpedBefore
                .or(() ->
                        context.keys().current().flatMap(KeyRecord::activation).flatMap(jumps::since))
                .or(context::journalWasPutBack)
                .ifPresent(this::jumped);
        jumpedBefore = Optional.empty();
    }

    private void goOn() {
        if (ready) {
            side.tick();
            inquiry.tick();
            acquaintance.tick();
            look();
        } else {
            recovery.tick();
        }
    }

    private void look() {
        boolean hurry = side.settling() && context.traits().pace().isZero();
        boolean due = hurry || !context.now().isBefore(nextLook);
        if (due && !looking) {
            looking = true;
            Duration own = context.traits().pace();
            Duration ordinary = context.pace().observe();
            nextLook = context.now().plus(own.compareTo(ordinary) > 0 ? own : ordinary);
            context.device().observe(this::looked);
            guard();
        }
    }

    /** Now and then, and sooner where the keys in the Enc/Dec are others than they were. */
    private void guard() {
        Guarding guarding = context.guarding();
        if (!context.now().isBefore(nextGuard) || !guarding.left().keySet().equals(guarded)) {
            guarded = guarding.left().keySet();
            nextGuard =
                    context.now().plus(context.settings().life().maximumAge().dividedBy(GUARDS));
            context.device().change(guarding, outcome -> outcome.ifPresent(this::unguarded));
        }
    }

    private void unguarded(EncDecFailure failure) {
        nextGuard = Instant.MIN;
        context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage());
    }

    private void looked(Device.Sight sight) {
        looking = false;
        if (withdrawn.isPresent() || stoppage.underWay()) {
            return;
        }
        switch (sight) {
            case Device.Sight.Unseen unseen ->
                context.health()
                        .raise(ReasonCode.ENC_DEC_FAILED, unseen.failure().getMessage());
            case Device.Sight.Seen seen -> {
                if (!side.working()) {
                    context.health().clear(ReasonCode.ENC_DEC_FAILED);
                }
                List<KeyRecord> held = context.keys()
                        .where(key -> key.stage() == KeyStage.RECEIVING || key.stage() == KeyStage.SENDING);
                held.stream()
                        .filter(key -> !Recovery.isInstalled(key, seen.observation()))
                        .forEach(side::lost);
                limits.observed(seen.observation());
                context.heard(seen.observation());
                sentUnder.observed(seen.observation());
                side.observed(seen.observation());
                evidence.observed(seen.observation());
            }
        }
    }

    private void stop(ReasonCode code, String why) {
        if (!stoppage.underWay()) {
            side.stopping();
            stoppage.stop(code, why);
        }
    }

    private void cleared() {
        evidence.observed(new Observation(List.of(), 0));
        side.cleared();
    }

    private void clearForGood() {
        if (!clearing) {
            clearing = true;
            context.device().change(Association::clearUnguarded, outcome -> {
                clearing = false;
                outcome.ifPresentOrElse(
                        failure -> context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage()),
                        this::destroyAll);
            });
        }
    }

    /** Where no key is left, nobody need see to its end. */
    private static void clearUnguarded(EncDec encDec) throws EncDecFailure {
        encDec.clear();
        encDec.guard(Map.of());
    }

    private void destroyAll() {
        for (KeyRecord key : context.keys().live()) {
            context.keys().move(key.id(), KeyStage.GONE, WITHDRAWN);
            if (toDestroy.contains(key.id())) {
                context.health().tell(new AssociationEvent.KeyRetired(context.id(), key.id(), WITHDRAWN));
            }
        }
        context.health().publish(Health.Activity.WITHDRAWING, context.keys(), Optional.empty());
        queue.close();
        withdrawn.ifPresent(Runnable::run);
    }
}
