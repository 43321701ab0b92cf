package org.openmfs.agent.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.SerialQueue;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.Registry;
import org.openmfs.agent.registry.RegistryFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All associations of one agent: makes them be what is desired, and passes on what peers say. Calls return at once.
 *
 * <p>Tell its {@link #received} and {@link #linkChanged} of the Inter-MFS CF I/F, and call {@link #apply} once with the
 * settings that were saved, before the link is opened: keys of associations that are not desired are destroyed.
 */
public final class Associations implements PeerLink.Receiver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Associations.class);
    private static final Duration PARTING = Duration.ofSeconds(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /** The greatest maximum age that YANG module mfs-types lets a key have. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private final Platform platform;
    private final AgentPorts ports;
    private final Breaks breaks;
    private final PolicyFloor deviceFloor;
    private final SerialQueue queue;
    private final Map<AssociationId, Running> running = new ConcurrentHashMap<>();
    private final Map<AssociationId, Running> leaving = new ConcurrentHashMap<>();
    private final Map<AssociationId, AssociationReport> resting = new ConcurrentHashMap<>();
    /** Outlive associations that broke, until their successors know of the key in use. */
    private final Map<String, AgeWatch> expiries = new HashMap<>();

    private final Map<CfId, PeerLink.LinkState> unreachable = new HashMap<>();
    private volatile Map<AssociationId, AssociationSettings> desired = Map.of();
    private boolean forgetting;
    /** Before that nobody knows what there is, and nothing is said of it. */
    private volatile boolean reconciled;

    private final Orphans orphans;
    private boolean orphansWait;

    private record Running(Association association, AssociationSettings settings) {
        AssociationReport report() {
            return association.report();
        }
    }

    /** @param deviceFloor the least that this device accepts of any suite, whatever the settings say */
    public Associations(Platform platform, AgentPorts ports, PolicyFloor deviceFloor) {
        this.platform = platform;
        this.breaks = new Breaks(ports.listener(), platform);
        this.ports = ports.toldTo(breaks);
        this.deviceFloor = deviceFloor;
        this.orphans = new Orphans(ports, platform);
        this.queue = new SerialQueue(
                platform.events(), e -> LOG.error("associations stopped because of a fault", e), () -> {});
    }

    /**
     * Makes the associations be these and no others: starts, changes and withdraws.
     *
     * @throws IllegalArgumentException if an id or Enc/Dec is named twice, or an Enc/Dec is not there; nothing is
     *     changed then
     */
    public void apply(List<AssociationSettings> settings) {
        Map<AssociationId, AssociationSettings> wanted = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (AssociationSettings one : settings) {
            if (wanted.put(one.id(), above(one)) != null) {
                throw new IllegalArgumentException("association " + one.id() + " is named twice");
            }
            if (!ports.encDecs().containsKey(one.encDec())) {
                throw new IllegalArgumentException("there is no Enc/Dec " + one.encDec());
            }
            if (!used.add(one.encDec())) {
                throw new IllegalArgumentException("Enc/Dec " + one.encDec() + " is used twice");
            }
        }
        queue.post(() -> {
            desired = wanted;
            unreachable.keySet().removeIf(peer -> !isPeer(peer));
            reconcile();
            reconciled = true;
            if (!forgetting) {
                forgetting = true;
                forgetHourly();
            }
        });
    }

    private void forgetHourly() {
        Instant now = now();
        tidy(() -> ports.registry().forgetGone(now.minus(REMEMBERED), now.minus(HOUR)));
        platform.timers().after(HOUR, () -> queue.post(this::forgetMore));
    }

    private void forgetMore() {
        tidy(() -> ports.registry().anHourPassed(REMEMBERED.plus(LONGEST_LIFE).toHours()));
        tidy(this::warnOfClaims);
        tidy(this::destroyOrphans);
        forgetHourly();
    }

    private void warnOfClaims() {
        long claims = ports.registry().claims();
        if (claims > Registry.MOST_CLAIMS / 5 * 4) {
            LOG.warn(
                    "{} external keys of the last 60 days are remembered; at {} no more are asked for",
                    claims,
                    Registry.MOST_CLAIMS);
        }
    }

    private AssociationSettings above(AssociationSettings asked) {
        KeyPolicy policy = new KeyPolicy(
                asked.policy().suites(),
                deviceFloor.and(asked.policy().floor()),
                asked.policy().forbiddenUse());
        return new AssociationSettings(
                asked.id(), asked.parties(), asked.encDec(), policy, asked.life(), asked.backoff());
    }

    private void reconcile() {
        for (Running one : List.copyOf(running.values())) {
            AssociationSettings wanted = desired.get(one.settings().id());
            if (wanted == null || !sameEnds(wanted, one.settings())) {
                withdraw(one);
            } else if (!wanted.equals(one.settings())) {
                one.association().reconfigure(wanted);
                running.put(wanted.id(), new Running(one.association(), wanted));
            }
        }
        tidy(this::destroyOrphans);
        desired.values().stream().filter(this::isStartable).forEach(this::start);
    }

    /** What can wait for the next time must not keep associations from being started. */
    private static void tidy(Runnable work) {
        try {
            work.run();
        } catch (RegistryFailure e) {
            LOG.error("the journal could not be tidied: {}", e.getMessage());
        }
    }

    private void destroyOrphans() {
        orphans.destroy(this::owns, this::uses, () -> queue.post(this::destroyOrphansLater));
    }

    private boolean owns(AssociationId id) {
        return desired.containsKey(id) || running.containsKey(id) || leaving.containsKey(id);
    }

    private boolean uses(String encDec) {
        return Stream.concat(
                        desired.values().stream(), leaving.values().stream().map(Running::settings))
                .anyMatch(one -> one.encDec().equals(encDec));
    }

    /** However often it was tried, it is tried again once. */
    private void destroyOrphansLater() {
        if (!orphansWait) {
            orphansWait = true;
            platform.timers()
                    .after(
                            Orphans.AGAIN,
                            () -> queue.post(() -> {
                                orphansWait = false;
                                tidy(this::destroyOrphans);
                            }));
        }
    }

    private static boolean sameEnds(AssociationSettings one, AssociationSettings other) {
        return one.parties().equals(other.parties()) && one.encDec().equals(other.encDec());
    }

    private boolean isStartable(AssociationSettings wanted) {
        boolean encDecFree = leaving.values().stream()
                .noneMatch(one -> one.settings().encDec().equals(wanted.encDec()));
        return encDecFree
                && !running.containsKey(wanted.id())
                && !leaving.containsKey(wanted.id())
                && !resting.containsKey(wanted.id());
    }

    private void start(AssociationSettings wanted) {
        EncDec encDec = ports.encDecs().get(wanted.encDec());
        AgeWatch expiry = expiries.computeIfAbsent(
                wanted.encDec(), name -> new AgeWatch(encDec, platform, () -> queue.post(() -> expired(name))));
        Association association = new Association(wanted, ports, platform, expiry, fault -> broke(wanted, fault));
        running.put(wanted.id(), new Running(association, wanted));
        association.start();
        Optional.ofNullable(unreachable.get(wanted.parties().peer())).ifPresent(association::linkChanged);
    }

    private void withdraw(Running one) {
        AssociationId id = one.settings().id();
        leaving.put(id, one);
        running.remove(id);
        one.association()
                .withdraw(() -> queue.post(() -> {
                    leaving.remove(id);
                    breaks.forget(id);
                    expiries.get(one.settings().encDec()).keyEnds(Optional.empty());
                    reconcile();
                }));
    }

    /** A fresh machine reads the journal and goes on; the broken one does nothing any more. */
    private void broke(AssociationSettings settings, RuntimeException fault) {
        Breaks.Break broken = breaks.broke(settings, fault);
        queue.post(() -> {
            Optional.ofNullable(running.get(settings.id()))
                    .map(one -> one.report().broken(broken.code(), broken.why(), now()))
                    .ifPresent(this::rests);
            running.remove(settings.id());
            leaving.remove(settings.id());
            platform.timers()
                    .after(
                            settings.backoff().longest(),
                            () -> queue.post(() -> {
                                resting.remove(settings.id());
                                reconcile();
                            }));
        });
    }

    private void rests(AssociationReport report) {
        resting.put(report.association(), report);
        breaks.rests(report);
    }

    private Instant now() {
        return platform.machine().now().wall();
    }

    /** The Enc/Dec was cleared over its association's head. */
    private void expired(String encDec) {
        desired.values().stream()
                .filter(one -> one.encDec().equals(encDec))
                .map(AssociationSettings::id)
                .findFirst()
                .ifPresent(this::expired);
    }

    private void expired(AssociationId id) {
        String why = "the key reached its maximum age";
        ports.listener().happened(new AssociationEvent.TrafficStopped(id, ReasonCode.KEY_EXPIRED, why));
        Optional.ofNullable(resting.get(id))
                .map(report -> report.expired(why, now()))
                .ifPresent(this::rests);
    }

    /** Replaces the key in use now; false if there is no such association. */
    public boolean rekey(AssociationId id) {
        Optional<Running> found = Optional.ofNullable(running.get(id));
        found.ifPresent(one -> one.association().rekey());
        return found.isPresent();
    }

    /**
     * What a method of this CF stands on, such as a file, was changed: associations that use it try it at once, or say
     * what is wrong with it.
     *
     * @param trouble why it cannot be used now; empty if it can, as far as is known
     */
    public void methodChanged(MethodId method, Optional<String> trouble) {
        queue.post(() -> running.values().forEach(one -> one.association().methodChanged(method, trouble)));
    }

    /** Where every association stands. */
    public List<AssociationReport> reports() {
        return Stream.concat(running.values().stream().map(Running::report), resting.values().stream())
                .map(breaks::shown)
                .toList();
    }

    /** Where this association stands. */
    public Optional<AssociationReport> report(AssociationId id) {
        return Optional.ofNullable(running.get(id))
                .map(Running::report)
                .or(() -> Optional.ofNullable(resting.get(id)))
                .map(breaks::shown);
    }

    /** A key left by a withdrawal that was cut off, and not destroyed yet. */
    private boolean isKept(KeyId key) {
        return ports.registry()
                .find(key)
                .filter(left -> left.stage() != KeyStage.GONE)
                .isPresent();
    }

    @Override
    public void received(CfId peer, Message message) {
        Running found = running.get(message.association());
        if (found != null && found.settings().parties().peer().equals(peer)) {
            found.association().received(message);
        } else if (found == null && resting.containsKey(message.association())) {
            Optional.ofNullable(desired.get(message.association()))
                    .filter(one -> one.parties().peer().equals(peer))
                    .flatMap(one -> breaks.refusal(message))
                    .ifPresent(refusal -> ports.link().send(peer, refusal));
        } else if (found == null && !reconciled) {
            return;
        } else if (message instanceof Message.Retire retire) {
            if (leaving.containsKey(retire.association()) || isKept(retire.key())) {
                return;
            }
            ports.link().send(peer, new Message.Retired(retire.association(), retire.key()));
        } else if (message.asks()) {
            ports.link()
                    .send(
                            peer,
                            new Message.Refuse(
                                    message.association(),
                                    message.key(),
                                    ReasonCode.ASSOCIATION_MISSING,
                                    "no such association here"));
        }
    }

    /** What befalls the link to another CF is of no association to come. */
    private boolean isPeer(CfId cf) {
        return desired.values().stream().anyMatch(one -> one.parties().peer().equals(cf));
    }

    @Override
    public void linkChanged(CfId peer, PeerLink.LinkState state) {
        queue.post(() -> {
            switch (state) {
                case PeerLink.LinkState.Up up -> unreachable.remove(peer);
                case PeerLink.LinkState.Down down when isPeer(peer) -> unreachable.put(peer, down);
                case PeerLink.LinkState.Down removed -> unreachable.remove(peer);
            }
            running.values().stream()
                    .filter(one -> one.settings().parties().peer().equals(peer))
                    .forEach(one -> one.association().linkChanged(state));
        });
    }

    /**
     * Ends without touching keys or Enc/Decs, so that traffic goes on while the agent is away. Waits some seconds at most
     * until nothing is written to the journal any more.
     */
    @Override
    public void close() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        queue.post(() -> halt(ended), () -> ended.complete(null));
        try {
            ended.get(PARTING.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stuck) {
            LOG.warn("some associations did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void halt(CompletableFuture<Void> ended) {
        queue.close();
        CompletableFuture<?>[] each = Stream.concat(running.values().stream(), leaving.values().stream())
                .map(one -> one.association().halt())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(each).whenComplete((all, fault) -> ended.complete(null));
    }
}
