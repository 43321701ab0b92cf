package org.openmfs.agent.encdec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.key.KeyId;

/**
 * What every Enc/Dec must do, as rules that each get a link without keys; free of any test library, so that they also run
 * where there is none.
 */
public final class EncDecContract {
    private static final Slot FIRST = new Slot(0);
    private static final Slot SECOND = new Slot(1);
    private static final int FRAMES = 20;
    private static final Duration MOST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** One rule and the name under which a report shows it. */
    public record Rule(String name, Check check) {}

    /** Throws {@link AssertionError} where the rule is broken. */
    @FunctionalInterface
    public interface Check {
        void on(LinkUnderTest link) throws EncDecFailure, InterruptedException;
    }

    private EncDecContract() {}

    /** All rules, in an order in which a reader may learn them. */
    public static List<Rule> rules() {
        return List.of(
                new Rule("without a key no frame passes", EncDecContract::withoutKey),
                new Rule("frames pass under a key that both ends hold", EncDecContract::underKey),
                new Rule("preparing a key changes nothing of what is sent", EncDecContract::preparing),
                new Rule("a roll loses no frame and shows frames under the new key", EncDecContract::roll),
                new Rule("all four slots are used in turn, each with a fresh key", EncDecContract::allSlots),
                new Rule("a key is sent under only when it was prepared", EncDecContract::unprepared),
                new Rule("a slot in use takes no other key", EncDecContract::slotInUse),
                new Rule("a key goes into one slot only", EncDecContract::secondSlot),
                new Rule("a retired key never comes back", EncDecContract::retiredKey),
                new Rule("the slot in use for sending can't be retired", EncDecContract::retireSending),
                new Rule("every call may be repeated", EncDecContract::repeated),
                new Rule("every call that failed may be repeated", link -> failed(link, false)),
                new Rule("every call that failed after it was carried out may be repeated", link -> failed(link, true)),
                new Rule(
                        "a key that is refused for good says so, and others are taken", EncDecContract::refusedForGood),
                new Rule("keys are given in the order of their numbers", EncDecContract::inOrder),
                new Rule("a key prepared but not switched to is rolled back", EncDecContract::rolledBack),
                new Rule(
                        "a key that is still there is sent under again, and no frame is lost",
                        EncDecContract::goneBackTo),
                new Rule("under a wrong key every frame is lost and counted", EncDecContract::wrongKey),
                new Rule("after a clear nothing is held, nothing passes, nothing comes back", EncDecContract::cleared),
                new Rule("a key of another length is refused", EncDecContract::wrongLength));
    }

    private static void withoutKey(LinkUnderTest link) throws EncDecFailure {
        link.send(FRAMES);

        require(link.near().observe().keys().isEmpty(), "the near end holds a key");
        require(link.far().observe().keys().isEmpty(), "the far end holds a key");
    }

    private static void underKey(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey key = TrafficKey.random()) {
            install(link, FIRST, key);
            link.send(FRAMES);

            requireArrived(link, key, FRAMES);
            InstalledKey near = link.near().observe().find(key.id()).orElseThrow();
            require(near.sending() && near.slot().equals(FIRST), "the near end does not send under it");
            require(near.framesSent() >= FRAMES, "the near end counted only " + near.framesSent());
            require(near.octets() > FRAMES, "the near end counted only octets: " + near.octets());
            require(link.far().observe().find(key.id()).orElseThrow().octets() > FRAMES, "no octets at the far end");
        }
    }

    private static void preparing(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            install(link, FIRST, old);
            link.prepare(SECOND, fresh);
            link.send(FRAMES);

            requireArrived(link, old, FRAMES);
            requireSending(link, old.id());
            require(link.near().observe().keys().size() == 2, "the prepared key does not show");
            require(link.arrived(fresh) == 0, "frames came under a key that nobody sends under");
        }
    }

    private static void roll(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            install(link, FIRST, old);
            link.send(FRAMES);
            link.prepare(SECOND, fresh);
            link.send(FRAMES);
            requireArrived(link, old, 2 * FRAMES);
            link.near().switchTransmit(SECOND, fresh.nearToFar());
            link.send(FRAMES);
            requireArrived(link, fresh, FRAMES);
            link.far().switchTransmit(SECOND, fresh.farToNear());
            link.retire(FIRST);
            link.send(FRAMES);
            requireArrived(link, fresh, 2 * FRAMES);
            require(link.near().observe().find(old.id()).isEmpty(), "the old key is still there");
        }
    }

    private static void allSlots(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        Slot slot = FIRST;
        Optional<Slot> before = Optional.empty();
        for (int turn = 0; turn <= 4; turn++) {
            try (TrafficKey key = TrafficKey.random()) {
                install(link, slot, key);
                if (before.isPresent()) {
                    link.retire(before.get());
                }
                link.send(FRAMES);
                requireArrived(link, key, FRAMES);
                require(link.far().observe().keys().size() == 1, "more than the newest key is left");
            }
            before = Optional.of(slot);
            slot = after(slot);
        }
    }

    private static void unprepared(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey key = TrafficKey.random();
                TrafficKey other = TrafficKey.random()) {
            requireRefused(() -> link.near().switchTransmit(FIRST, key.nearToFar()));
            link.prepare(FIRST, other);
            requireRefused(() -> link.near().switchTransmit(FIRST, key.nearToFar()));
            requireRefused(() -> link.near().switchTransmit(SECOND, other.nearToFar()));
            require(link.near().observe().sending().isEmpty(), "the near end sends");
        }
    }

    private static void slotInUse(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey key = TrafficKey.random();
                TrafficKey intruder = TrafficKey.random()) {
            install(link, FIRST, key);
            requireRefused(() -> link.near().prepareReceive(FIRST, intruder.farToNear()));
            requireRefused(() -> link.far().prepareReceive(FIRST, intruder.nearToFar()));
            requireSending(link, key.id());
        }
    }

    private static void secondSlot(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            requireRefused(() -> link.near().prepareReceive(SECOND, key.farToNear()));
            link.switchOver(FIRST, key);
            requireRefused(() -> link.near().prepareReceive(SECOND, key.farToNear()));
        }
    }

    private static void retiredKey(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random();
                TrafficKey impostor = TrafficKey.namedAs(old)) {
            install(link, FIRST, old);
            install(link, SECOND, fresh);
            link.retire(FIRST);
            requireRefused(() -> link.near().prepareReceive(FIRST, old.farToNear()));
            requireRefused(() -> link.near().prepareReceive(after(SECOND), old.farToNear()));
            requireRefused(() -> link.near().prepareReceive(FIRST, impostor.farToNear()));
            requireSending(link, fresh.id());
        }
    }

    private static void retireSending(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey key = TrafficKey.random()) {
            install(link, FIRST, key);
            requireRefused(() -> link.near().retire(FIRST));
            link.send(FRAMES);
            requireArrived(link, key, FRAMES);
        }
    }

    private static void repeated(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            install(link, FIRST, old);
            install(link, FIRST, old);
            link.send(FRAMES);
            requireArrived(link, old, FRAMES);
            install(link, SECOND, fresh);
            link.send(FRAMES);
            link.switchOver(SECOND, fresh);
            link.retire(FIRST);
            link.retire(FIRST);
            link.send(FRAMES);
            requireArrived(link, fresh, 2 * FRAMES);
        }
    }

    private static void failed(LinkUnderTest link, boolean carriedOut) throws EncDecFailure, InterruptedException {
        if (!link.canFail()) {
            return;
        }
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            install(link, FIRST, old);
            twice(link, carriedOut, () -> link.near().prepareReceive(SECOND, fresh.farToNear()));
            link.far().prepareReceive(SECOND, fresh.nearToFar());
            link.send(FRAMES);
            requireArrived(link, old, FRAMES);
            twice(link, carriedOut, () -> link.near().switchTransmit(SECOND, fresh.nearToFar()));
            link.far().switchTransmit(SECOND, fresh.farToNear());
            link.send(FRAMES);
            requireArrived(link, fresh, FRAMES);
            twice(link, carriedOut, () -> link.near().retire(FIRST));
            link.send(FRAMES);
            requireArrived(link, fresh, 2 * FRAMES);
            twice(link, carriedOut, () -> link.near().clear());
            require(link.near().observe().keys().isEmpty(), "the near end holds a key");
        }
    }

    private static void twice(LinkUnderTest link, boolean carriedOut, Call call) throws EncDecFailure {
        link.failNext(carriedOut);
        requireRefused(call);
        call.run();
        call.run();
    }

    private static void refusedForGood(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random();
                TrafficKey next = TrafficKey.random()) {
            install(link, FIRST, old);
            install(link, SECOND, fresh);
            link.retire(FIRST);
            try {
                link.near().prepareReceive(FIRST, old.farToNear());
            } catch (EncDecFailure expected) {
                require(expected.isLasting(), "it is not said that the key is refused for good");
            }
            link.prepare(FIRST, next);
        }
    }

    private static void inOrder(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey earlier = TrafficKey.random();
                TrafficKey later = TrafficKey.random()) {
            install(link, FIRST, later);
            require(
                    link.near().newestNumber() == later.nearToFar().number(),
                    "the newest number is " + link.near().newestNumber());
            requireRefused(() -> link.near().prepareReceive(SECOND, earlier.farToNear()));
        }
    }

    private static void rolledBack(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey abandoned = TrafficKey.random();
                TrafficKey next = TrafficKey.random()) {
            install(link, FIRST, old);
            link.prepare(SECOND, abandoned);
            link.retire(SECOND);
            requireRefused(() -> link.near().prepareReceive(SECOND, abandoned.farToNear()));
            link.send(FRAMES);
            requireArrived(link, old, FRAMES);
            install(link, SECOND, next);
            link.send(FRAMES);
            requireArrived(link, next, FRAMES);
        }
    }

    /** Packet numbers go on where they were: the far end, which takes none twice, takes every frame. */
    private static void goneBackTo(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey old = TrafficKey.random();
                TrafficKey tried = TrafficKey.random()) {
            install(link, FIRST, old);
            link.send(FRAMES);
            requireArrived(link, old, FRAMES);
            install(link, SECOND, tried);
            link.send(FRAMES);
            requireArrived(link, tried, FRAMES);

            link.near().switchTransmit(FIRST, old.nearToFar());
            link.far().switchTransmit(FIRST, old.farToNear());
            link.send(FRAMES);
            requireArrived(link, old, 2 * FRAMES);
            link.retire(SECOND);
            link.send(FRAMES);
            requireArrived(link, old, 3 * FRAMES);
            require(link.near().observe().find(tried.id()).isEmpty(), "the key that was tried is still there");
        }
    }

    private static void wrongKey(LinkUnderTest link) throws EncDecFailure, InterruptedException {
        try (TrafficKey right = TrafficKey.random();
                TrafficKey wrong = TrafficKey.namedAs(right)) {
            long refused = link.far().observe().framesRefused();
            link.near().prepareReceive(FIRST, right.farToNear());
            link.near().switchTransmit(FIRST, right.nearToFar());
            link.far().prepareReceive(FIRST, wrong.nearToFar());
            link.send(FRAMES);

            eventually(() -> link.far().observe().framesRefused() >= refused + FRAMES, "the loss is not counted");
            require(link.arrived(right) == 0, "a frame passed under a wrong key");
        }
    }

    private static void cleared(LinkUnderTest link) throws EncDecFailure {
        try (TrafficKey key = TrafficKey.random();
                TrafficKey prepared = TrafficKey.random()) {
            install(link, FIRST, key);
            link.prepare(SECOND, prepared);
            link.near().clear();
            link.near().clear();
            Observation before = link.far().observe();
            link.send(FRAMES);

            require(link.near().observe().keys().isEmpty(), "the near end holds a key");
            long arrived = before.find(key.id()).orElseThrow().framesReceived();
            require(link.arrived(key) == arrived, "a frame passed after the clear");
            requireRefused(() -> link.near().prepareReceive(FIRST, key.farToNear()));
            requireRefused(() -> link.near().prepareReceive(FIRST, prepared.farToNear()));
        }
    }

    private static void wrongLength(LinkUnderTest link) throws EncDecFailure {
        int octets = link.near().profile().key().octets();
        try (TrafficKey shorter = TrafficKey.ofOctets(octets / 2);
                TrafficKey longer = TrafficKey.ofOctets(octets * 2)) {
            requireRefused(() -> link.near().prepareReceive(FIRST, shorter.farToNear()));
            requireRefused(() -> link.near().prepareReceive(FIRST, longer.farToNear()));
            require(link.near().observe().keys().isEmpty(), "the near end holds a key");
        }
    }

    private static void install(LinkUnderTest link, Slot slot, TrafficKey key) throws EncDecFailure {
        link.prepare(slot, key);
        link.switchOver(slot, key);
    }

    private static void requireSending(LinkUnderTest link, KeyId id) throws EncDecFailure {
        Optional<KeyId> sending = link.near().observe().sending().map(InstalledKey::id);
        require(sending.equals(Optional.of(id)), "the near end sends under " + sending + " and not under " + id);
    }

    private static void requireArrived(LinkUnderTest link, TrafficKey key, long frames)
            throws EncDecFailure, InterruptedException {
        eventually(() -> link.arrived(key) == frames, "not exactly " + frames + " frames arrived under the key");
    }

    private static void eventually(Condition condition, String otherwise) throws EncDecFailure, InterruptedException {
        long deadline = System.nanoTime() + MOST_WAIT.toNanos();
        while (!condition.holds()) {
            require(System.nanoTime() < deadline, otherwise);
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static void requireRefused(Call call) {
        try {
            call.run();
        } catch (EncDecFailure expected) {
            return;
        }
        throw new AssertionError("it was not refused");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private interface Condition {
        boolean holds() throws EncDecFailure;
    }

    private interface Call {
        void run() throws EncDecFailure;
    }

    private static Slot after(Slot slot) {
        return new Slot((slot.number() + 1) % 4);
    }
}
