package org.openmfs.agent.machine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Health;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.SerialQueue;
import org.openmfs.agent.channel.Channel;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Stock;
import org.openmfs.agent.stock.Use;
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
    private static final String WITHDRAWN = "the association is withdrawn";
    private final SerialQueue queue;
    private final AgeWatch expiry;
    private final AssociationContext context;
    private final Use use;
    private final Side side;
    private final ClockJumps jumps;
    private final Inquiry inquiry;
    private final Acquaintance acquaintance;
    private boolean hasRead;
    private Optional<String> jumpedBefore = Optional.empty();
    private Optional<Runnable> withdrawn = Optional.empty();
    private final Set<KeyId> toDestroy = new HashSet<>();

    /**
     * Finds its place when it is started.
     *
     * @param encDec used by this association alone
     * @param expiry told when the key in use ends
     * @param broken told when an assumption broke or the journal failed; the association does nothing any more
     */
    Association(
            AssociationSettings settings,
            AgentPorts ports,
            Platform platform,
            AgeWatch expiry,
            Consumer<RuntimeException> broken) {
        EncDec encDec = ports.encDecs().get(settings.encDec());
        this.expiry = expiry;
        this.queue = new SerialQueue(platform.events(), fault -> broke(fault, broken), this::afterwards);
        this.context = new AssociationContext(
                settings, platform, ports.common(), queue, () -> new Purpose.Channel(encDec.profile()));
        this.jumps = new ClockJumps(platform.machine());
        this.acquaintance = new Acquaintance(context);
        this.use = new Channel(context, encDec, acquaintance::mayAnswer, this::started);
        this.side = settings.parties().role() == Role.INITIATOR
                ? new InitiatorSide(context, new Stock(context, use, acquaintance), use)
                : new ResponderSide(context, use);
        this.inquiry = new Inquiry(context, side::sharedWithPeer);
    }

    /** Reads the journal, looks at the Enc/Dec, and goes on from there. */
    public void start() {
        queue.post(() -> {
            context.keys().load();
            hasRead = true;
            context.health().countedBefore(context.keys().installedEver());
            use.start();
        });
        scheduleTick();
    }

    /** The peer says something. */
    public void received(Message message) {
        queue.post(() -> {
            if (isRunning()) {
                if (message instanceof Message.Query query) {
                    inquiry.received(query);
                } else {
                    side.received(message);
                }
                if (acquaintance.metAgain(message)) {
                    askAndGoOn();
                }
            }
        });
    }

    private boolean isRunning() {
        return use.isReady() && withdrawn.isEmpty();
    }

    private void askAndGoOn() {
        side.linkIsUp();
        use.linkIsUp();
        inquiry.askAboutAll();
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
        if (isRunning()) {
            askAndGoOn();
        }
    }

    /** Takes other settings from now on; id, parties and Enc/Dec must be the same. */
    public void reconfigure(AssociationSettings settings) {
        queue.post(() -> {
            List<Suite> before = context.settings().policy().suites();
            context.reconfigure(settings);
            discardChanged(before);
            use.reconfigured();
            side.reconfigured();
        });
    }

    /** A suite that keeps its name and has other methods now is another suite: keys of the former one are replaced. */
    private void discardChanged(List<Suite> before) {
        for (Suite suite : context.settings().policy().suites()) {
            boolean changed = before.stream().anyMatch(was -> was.id().equals(suite.id()) && !was.equals(suite));
            context.keys()
                    .where(key -> key.suite().equals(suite.id())
                            && key.stage() != KeyStage.DERIVED
                            && key.stage() != KeyStage.REPLACED
                            && (changed && key.birth().terms().methods().isEmpty()
                                    || !key.birth().isOf(suite)))
                    .forEach(key -> use.discard(key.id(), "its suite has other methods now"));
        }
    }

    /** A method can be used again, or cannot and is told where it is the one that the next key is made by. */
    void methodChanged(MethodId method, Optional<String> trouble) {
        queue.post(() -> {
            if (!isRunning()) {
                return;
            }
            if (trouble.isEmpty()) {
                context.health().clear(method);
                side.methodReturned(method);
            } else if (context.best()
                    .filter(suite -> suite.methods().contains(method))
                    .isPresent()) {
                context.health().raise(ReasonCode.METHOD_UNREACHABLE, method, trouble.get());
            }
        });
    }

    /** Replaces the key in use now. */
    public void rekey() {
        queue.post(use::rekey);
    }

    /** Ends the use of all keys, destroys them, then tells; nothing is done after that. */
    public void withdraw(Runnable done) {
        queue.post(() -> {
            abandon();
            withdrawn = Optional.of(done);
            for (KeyRecord key : context.keys().live()) {
                context.send(new Message.Retire(context.id(), key.id(), RetireCause.WITHDRAWN, WITHDRAWN));
                if (key.state() != KeyState.DESTROYED) {
                    toDestroy.add(key.id());
                }
            }
            use.end(this::destroyAll);
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
                    abandon();
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

    private void abandon() {
        side.abandon();
        use.abandon();
    }

    /** What was under way is wiped before anything else. */
    private void broke(RuntimeException fault, Consumer<RuntimeException> broken) {
        try {
            abandon();
        } catch (RuntimeException | Error more) {
            fault.addSuppressed(more);
        }
        broken.accept(fault);
    }

    private void afterwards() {
        if (queue.isClosed()) {
            return;
        }
        if (hasRead) {
            expiry.keyEnds(use.keyEnds());
        }
        if (isRunning()) {
            use.upkeep();
            side.upkeep();
        }
        context.health().publish(activity(), context.keys(), use.nextRekey());
    }

    private Health.Activity activity() {
        if (withdrawn.isPresent()) {
            return Health.Activity.WITHDRAWING;
        }
        if (use.stopped()) {
            return Health.Activity.STOPPED;
        }
        return isWorking() ? Health.Activity.WORKING : Health.Activity.NONE;
    }

    private boolean isWorking() {
        return side.working() || use.working();
    }

    private void started() {
        side.recovered();
        discardChanged(List.of());
        distrustIfJumped();
        inquiry.askAboutAll();
    }

    private void scheduleTick() {
        boolean busy = isWorking() || use.settling() || !use.isReady();
        Duration wait = busy ? context.pace().tick() : context.pace().tick().multipliedBy(IDLE_TICKS);
        context.platform().timers().after(wait, () -> queue.post(this::tick));
    }

    private void tick() {
        if (withdrawn.isPresent()) {
            use.end(this::destroyAll);
        } else {
            jumps.look().ifPresent(this::jumped);
            use.tick();
            goOn();
        }
        scheduleTick();
    }

    private void jumped(String why) {
        if (use.isReady()) {
            LOG.warn("association {}: all keys are replaced because {}", context.id(), why);
            use.distrust(why);
        } else {
            jumpedBefore = Optional.of(why);
        }
    }

    /** Also while no agent was there to look, where the key in use shows it. */
    private void distrustIfJumped() {
        jumpedBefore
                .or(() ->
                        context.keys().current().flatMap(KeyRecord::activation).flatMap(jumps::since))
                .or(use::contradiction)
                .ifPresent(this::jumped);
        jumpedBefore = Optional.empty();
    }

    private void goOn() {
        if (use.isReady()) {
            side.tick();
            inquiry.tick();
            acquaintance.tick();
        }
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
