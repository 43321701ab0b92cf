package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.registry.KeyRecord;

/**
 * One run: some minutes of faults of every kind, then none, then both ends must be secured again, then the association
 * is withdrawn and nothing may be left.
 */
final class FaultyRun {
    private static final Duration FAULTS = Duration.ofMinutes(4);
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private final World world;
    private final List<Liar> liars = new ArrayList<>();
    private boolean over;
    private final Random dice;
    private final boolean devicesFail;
    private final boolean stops;
    private final boolean reconfigured;
    private final boolean indecisive;
    private final boolean clockSet;
    private final boolean hangs;
    private final boolean errors;
    private final boolean diskFull;
    private final boolean lies;
    private final boolean goesBack;
    private final List<Judgement> judgements;

    FaultyRun(long seed) {
        dice = new Random(seed * 31);
        devicesFail = dice.nextInt(3) == 0;
        stops = dice.nextInt(4) == 0;
        reconfigured = dice.nextInt(4) == 0;
        indecisive = dice.nextInt(3) == 0;
        clockSet = dice.nextInt(4) == 0;
        hangs = dice.nextInt(4) == 0;
        errors = dice.nextInt(4) == 0;
        diskFull = dice.nextInt(4) == 0;
        lies = dice.nextInt(8) == 0;
        goesBack = dice.nextInt(3) == 0;
        world = new World(new World.Choices(seed, trigger(), trigger()));
        judgements = List.of(new Judgement(world.a, world, "a"), new Judgement(world.b, world, "b"));
    }

    /** What was done to the world. */
    Map<Injection, Long> injections() {
        return world.checker.injections();
    }

    private void configure(Node node, AssociationSettings wanted) {
        world.checker.injected(Injection.SETTINGS_CHANGED);
        judgements.forEach(Judgement::look);
        node.configure(List.of(wanted));
        judgements.forEach(Judgement::look);
    }

    /** Dies at a few writes, some before and some after. */
    private CrashingRegistry.Trigger trigger() {
        Set<Long> before = new HashSet<>();
        Set<Long> after = new HashSet<>();
        for (int i = dice.nextInt(5); i > 0; i--) {
            before.add((long) dice.nextInt(150));
            after.add((long) dice.nextInt(150));
        }
        return new CrashingRegistry.Trigger() {
            @Override
            public boolean diesBefore(long write) {
                return before.contains(write);
            }

            @Override
            public boolean diesAfter(long write) {
                return after.contains(write);
            }
        };
    }

    /** Runs and tells what went wrong, each with its harm. */
    List<String> violations() {
        run();
        Set<Harm> harms = lies ? EnumSet.complementOf(EnumSet.of(Harm.LOST)) : EnumSet.allOf(Harm.class);
        return world.checker.violations(harms);
    }

    private void run() {
        Duration interval = Duration.ofSeconds(5 + dice.nextInt(30));
        int stock = dice.nextInt(4);
        KeyLife ordinary = stops ? strict(interval, stock) : World.life(interval, stock);
        KeyLife life = goesBack ? goingBack(ordinary) : ordinary;
        world.configure(settings(life, World.GOLD, World.SILVER));
        faults(true);
        schedule();
        if (reconfigured) {
            sometime(() -> configureBoth(settings(life, World.SILVER)));
            sometime(() -> configure(world.a, settings(life, World.GOLD)));
            sometime(() -> configure(world.b, World.mirrored(settings(life, World.SILVER))));
            sometime(() -> ifAlive(world.a));
        }
        if (indecisive) {
            changesOfMind(life);
        }
        rareFaults();
        if (goesBack) {
            leaveKeysUnread();
        }
        world.start();
        world.time.run(FAULTS);
        over = true;
        faults(false);
        liars.forEach(Liar::stop);
        configureBoth(settings(life, World.GOLD, World.SILVER));
        requireRecovery();
        world.time.run(Duration.ofSeconds(40));
        requireSameStock();
        requireNothingConfirmedLost();
        withdraw();
        requireSecretsInOrder();
    }

    private void configureBoth(AssociationSettings atA) {
        configure(world.a, atA);
        configure(world.b, World.mirrored(atA));
    }

    /** Under some keys frames come only one way, or none at all, until faults are over. */
    private void leaveKeysUnread() {
        Random others = new Random(dice.nextLong());
        int most = 2 + others.nextInt(6);
        Map<KeyId, Integer> fates = new HashMap<>();
        world.carries((frame, to) ->
                over || arrives(fates.computeIfAbsent(frame.key(), key -> others.nextInt(most)), to));
    }

    private boolean arrives(int fate, Node to) {
        boolean passes = switch (fate) {
            case 1 -> to != world.a;
            case 2 -> to != world.b;
            case 3 -> false;
            default -> true;
        };
        if (!passes) {
            world.checker.injected(Injection.KEY_UNREAD);
        }
        return passes;
    }

    /** Clocks that are set, disks that are full, peers that lie. */
    private void rareFaults() {
        for (int i = clockSet ? 1 + dice.nextInt(3) : 0; i > 0; i--) {
            sometime(() -> {
                world.checker.injected(Injection.CLOCK_SET);
                world.time.setAhead(Duration.ofSeconds(dice.nextInt(200_000) - 100_000));
            });
        }
        for (int i = diskFull ? 1 + dice.nextInt(2) : 0; i > 0; i--) {
            CrashingRegistry disk = dice.nextBoolean() ? world.a.registry() : world.b.registry();
            sometime(() -> {
                disk.full(true);
                world.time.after(Duration.ofMillis(dice.nextInt(60_000)), () -> disk.full(false));
            });
        }
        if (lies) {
            Liar liar = new Liar(world, dice, dice.nextBoolean() ? world.a : world.b);
            liars.add(liar);
            sometime(liar::start);
        }
    }

    /** What is destroyed can't be read, and what was made of external keys was claimed at both ends. */
    private void requireSecretsInOrder() {
        for (Node node : List.of(world.a, world.b)) {
            for (KeyId kept : node.registry().wronglyKept()) {
                world.checker.violated(Harm.USED_TWICE, "secret of key " + kept + " is not where its state says");
            }
            node.registry().keys().stream()
                    .flatMap(key -> key.origins().stream())
                    .filter(origin -> origin.method().equals(World.QKD))
                    .filter(origin -> !node.registry().hasClaimed(origin))
                    .forEach(origin -> world.checker.violated(Harm.USED_TWICE, "never claimed: " + origin));
        }
        boolean crashed = world.checker.injections().containsKey(Injection.CRASH)
                || world.checker.injections().containsKey(Injection.CRASH_AT_WRITE);
        if (!crashed && world.unwipedSecrets() > 0) {
            world.checker.violated(Harm.USED_TWICE, world.unwipedSecrets() + " secrets of methods were not wiped");
        }
    }

    /** Other suites again and again, written to the two ends at different moments, in the middle of exchanges too. */
    private void changesOfMind(KeyLife life) {
        List<AssociationSettings> wishes = List.of(
                settings(life, World.GOLD),
                settings(life, World.SILVER),
                settings(life, World.SILVER, World.GOLD),
                settings(life, World.GOLD, World.SILVER));
        for (int series = 1 + dice.nextInt(8); series > 0; series--) {
            int start = dice.nextInt((int) FAULTS.toMillis());
            for (int change = 1 + dice.nextInt(4); change > 0; change--) {
                AssociationSettings wish = wishes.get(dice.nextInt(wishes.size()));
                at(start + dice.nextInt(2_000), () -> configure(world.a, wish));
                at(start + dice.nextInt(2_000), () -> configure(world.b, World.mirrored(wish)));
            }
            at(start + dice.nextInt(2_000), () -> ifAlive(world.a));
        }
    }

    private static AssociationSettings settings(KeyLife life, Suite... suites) {
        return World.settings(List.of(suites), World.TWO_GROUNDS, life);
    }

    private static KeyLife strict(Duration interval, int stock) {
        return new KeyLife(interval, 1L << 50, interval.multipliedBy(2), stock, WhenKeysEnd.STOP_TRAFFIC);
    }

    private static KeyLife goingBack(KeyLife life) {
        return new KeyLife(
                life.rekeyInterval(),
                life.rekeyOctets(),
                life.maximumAge(),
                life.stockTarget(),
                life.whenKeysEnd(),
                WhenNotProved.GO_BACK);
    }

    private static void ifAlive(Node node) {
        if (node.alive()) {
            node.rekey();
        }
    }

    private void faults(boolean on) {
        double hard = on ? dice.nextDouble() : 0;
        world.network.faults(hard * 0.3, hard * 0.3, hard * 0.1);
        world.methodFaults(hard * 0.15, hard * 0.05, hard * 0.02);
        world.encDecFailures(devicesFail ? hard * 0.1 : 0);
        world.hangs(hangs ? hard * 0.02 : 0);
        world.faults.values().forEach(one -> one.errors(errors ? hard * 0.05 : 0));
        if (!on) {
            world.a.registry().full(false);
            world.b.registry().full(false);
        }
    }

    private void schedule() {
        for (Node node : List.of(world.a, world.b)) {
            for (int i = dice.nextInt(4); i > 0; i--) {
                sometime(() -> {
                    world.checker.injected(Injection.CRASH);
                    node.crash();
                    world.time.after(Duration.ofMillis(dice.nextInt(8000)), node::startIfDead);
                });
            }
            if (devicesFail && dice.nextBoolean()) {
                sometime(() -> node.encDec().reboot());
            }
        }
        for (int i = dice.nextInt(3); i > 0; i--) {
            sometime(() -> {
                world.network.up(false);
                world.time.after(Duration.ofMillis(dice.nextInt(50_000)), () -> world.network.up(true));
            });
        }
    }

    private void sometime(Runnable fault) {
        at(dice.nextInt((int) FAULTS.toMillis()), fault);
    }

    private void at(int millis, Runnable fault) {
        world.time.after(Duration.ofMillis(millis), () -> {
            if (!over) {
                fault.run();
            }
        });
    }

    private void requireRecovery() {
        world.time.run(Duration.ofSeconds(1));
        boolean recovered = world.time.runUntil(
                () -> world.network.isUp() && world.bothAre(Phase.SECURED) && world.bothSendUnderTheSameKey(),
                lies ? RECOVERY.multipliedBy(5) : RECOVERY);
        if (!recovered) {
            world.checker.violated(Harm.LOST, "not secured again: a " + reportOf(world.a) + ", b " + reportOf(world.b));
        }
    }

    private static String reportOf(Node node) {
        return node.alive() ? node.report().toString() : "dead";
    }

    private void requireSameStock() {
        world.time.runUntil(() -> stockOf(world.a).equals(stockOf(world.b)), Duration.ofSeconds(60));
        if (!stockOf(world.a).equals(stockOf(world.b))) {
            world.checker.violated(Harm.LOST, "stocks differ: a " + stockOf(world.a) + ", b " + stockOf(world.b));
        }
    }

    private static Set<KeyId> stockOf(Node node) {
        Set<KeyId> stock = new HashSet<>();
        for (KeyRecord key : node.registry().live(World.BLUE)) {
            if (key.stage() == KeyStage.CONFIRMED || key.stage() == KeyStage.RECEIVING) {
                stock.add(key.id());
            }
        }
        return stock;
    }

    /**
     * Where no Enc/Dec failed and no traffic was stopped, every confirmed key is in stock or was sent under, but those of
     * a weaker suite, which better ones replace.
     */
    private void requireNothingConfirmedLost() {
        boolean stopped = Stream.of(world.a, world.b)
                .anyMatch(node ->
                        !node.events(AssociationEvent.TrafficStopped.class).isEmpty());
        if (devicesFail || stopped || reconfigured || indecisive || clockSet || hangs || errors || diskFull || lies) {
            return;
        }
        if (world.checker.framesLost() > 0) {
            world.checker.violated(Harm.LOST, "frames lost although no Enc/Dec failed and no traffic was stopped");
        }
        for (KeyId id : world.checker.confirmedAt("a")) {
            KeyRecord key = world.a.registry().find(id).orElseThrow();
            boolean used = key.since(KeyStage.SENDING).isPresent();
            boolean ready = key.stage() == KeyStage.CONFIRMED || key.stage() == KeyStage.RECEIVING;
            if (!used && !ready && key.suite().equals(World.GOLD.id())) {
                world.checker.violated(Harm.LOST, "confirmed key lost: " + key);
            }
        }
    }

    /** What happened, for comparison with another run. */
    List<String> history() {
        List<String> history = new ArrayList<>();
        for (Node node : List.of(world.a, world.b)) {
            node.events(AssociationEvent.class).forEach(event -> history.add(event.toString()));
            history.add(node.registry().writes() + " writes");
        }
        history.add(world.checker.framesAccepted() + " frames");
        return history;
    }

    private void withdraw() {
        judgements.forEach(Judgement::look);
        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(Duration.ofSeconds(30));
        for (Node node : List.of(world.a, world.b)) {
            List<KeyRecord> left = new ArrayList<>(node.registry().live(World.BLUE));
            if (!left.isEmpty() || !node.encDec().isEmpty()) {
                world.checker.violated(Harm.LOST, "left after withdrawal: " + left);
            }
        }
    }
}
