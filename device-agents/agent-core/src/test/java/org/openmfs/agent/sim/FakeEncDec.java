package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.KeyLedger.Direction;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/** An Enc/Dec with four slots that outlives its agent, keeps its keys, and holds the agent to the rules of its port. */
final class FakeEncDec implements EncDec {
    private final String owner;
    private final Checker checker;
    private final Supplier<Mishap> mishaps;
    private final KeyLedger ledger = KeyLedger.inMemory();
    private final Map<Slot, Held> slots = new TreeMap<>((one, other) -> one.number() - other.number());
    private final Map<KeyId, Departure> departed = new HashMap<>();
    private final Set<KeyId> sentUnder = new HashSet<>();

    private Profile profile =
            new Profile("fake", "gcm-aes-xpn-256", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12));
    private Traits traits = Traits.OF_FRAMES;
    private Optional<Slot> sending = Optional.empty();
    private final Later later;
    private int plans;
    private Judge judge = new Judge() {
        @Override
        public void begins(KeyId key) {}

        @Override
        public void sends(KeyId key) {}

        @Override
        public void accepts(KeyId key) {}

        @Override
        public boolean isOver(KeyId key) {
            return false;
        }
    };
    private long refused;
    private Optional<Planned> planned = Optional.empty();
    private Runnable onMishap = () -> {};

    private record Planned(Call call, Mishap mishap, int times) {}

    /** What becomes of a call. */
    enum Mishap {
        NONE,
        /** It fails, and nothing is done. */
        REFUSED,
        /** It fails, and is carried out all the same. */
        UNANSWERED,
        /** The code of its maker breaks, and nothing is done. */
        BROKEN
    }

    /** What is called. */
    enum Call {
        OBSERVE,
        PREPARE,
        SWITCH,
        RETIRE,
        CLEAR
    }

    /** How a key left. */
    enum Departure {
        RETIRED,
        CLEARED,
        REBOOTED
    }

    /** A frame on the wire: under which key it was sent. */
    record Frame(KeyId key, Slot slot, String bytes) {}

    private static final class Held {
        private final KeyId id;
        private final String receive;
        private String send = "";
        private long received;
        private long sent;

        private Held(KeyId id, String receive) {
            this.id = id;
            this.receive = receive;
        }

        /** One that shows nothing counts nothing. */
        private InstalledKey shown(Slot slot, boolean isSending, Traits traits) {
            int unit = traits.proof() == Traits.Proof.FRAMES ? 1 : 0;
            return new InstalledKey(
                    id, slot, isSending, true, unit * received, unit * sent, unit * 1000L * (received + sent));
        }
    }

    /** Is told what frames are sent under. */
    interface Judge {
        /** From now on frames are sent under this key. */
        void begins(KeyId key);

        /** A frame is sent under it. */
        void sends(KeyId key);

        /** From now on frames are accepted under this key. */
        void accepts(KeyId key);

        /** Whether it is so old that it need not be accepted any more. */
        boolean isOver(KeyId key);
    }

    void judge(Judge by) {
        judge = by;
    }

    /** Calls back after a while. */
    interface Later {
        void after(Duration wait, Runnable task);
    }

    FakeEncDec(String owner, Checker checker, Supplier<Mishap> mishaps, Later later) {
        this.later = later;
        this.owner = owner;
        this.checker = checker;
        this.mishaps = mishaps;
    }

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    /** Makes something else of keys, and is otherwise, from now on. */
    void be(Profile other, Traits like) {
        profile = other;
        traits = like;
    }

    /** Has a guardian, which outlives the agent. */
    @Override
    public void guard(Map<Slot, Duration> left) {
        int mine = ++plans;
        left.forEach((slot, wait) -> later.after(wait.isNegative() ? Duration.ZERO : wait, () -> {
            if (mine == plans) {
                guardianEnds(slot);
            }
        }));
    }

    private void guardianEnds(Slot slot) {
        Optional.ofNullable(slots.remove(slot)).ifPresent(held -> left(held, Departure.CLEARED));
        if (sending.filter(slot::equals).isPresent()) {
            sending = Optional.empty();
        }
    }

    @Override
    public long newestNumber() {
        return ledger.newest();
    }

    @Override
    public Observation observe() throws EncDecFailure {
        call(Call.OBSERVE, () -> {});
        List<InstalledKey> keys = new ArrayList<>();
        slots.forEach((slot, held) ->
                keys.add(held.shown(slot, sending.filter(slot::equals).isPresent(), traits)));
        return new Observation(keys, refused);
    }

    @Override
    public void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        Held held = slots.get(slot);
        if (held != null && held.id.equals(key.id())) {
            call(Call.PREPARE, () -> {});
            return;
        }
        requireNotGivenUp(key.id());
        requireLength(key);
        if (slot.number() >= profile.shape().slots()) {
            throw EncDecFailure.lasting("there is no slot " + slot.number());
        }
        if (held != null || slots.values().stream().anyMatch(other -> other.id.equals(key.id()))) {
            checker.violated(Harm.USED_TWICE, owner + ": new key on a slot in use, or in two slots");
            throw new EncDecFailure("slot is in use");
        }
        ledger.begin(Direction.RECEIVE, key);
        call(Call.PREPARE, () -> {
            String bytes = fingerprint(key);
            checker.installed(key.id(), "to " + owner, bytes);
            judge.accepts(key.id());
            slots.put(slot, new Held(key.id(), bytes));
            ledger.done(Direction.RECEIVE, key.id());
        });
    }

    @Override
    public void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        Held held = slots.get(slot);
        if (held == null || !held.id.equals(key.id())) {
            throw new EncDecFailure("key is not prepared");
        }
        if (held.send.isEmpty()) {
            ledger.begin(Direction.SEND, key);
        }
        call(Call.SWITCH, () -> {
            judge.begins(key.id());
            if (held.send.isEmpty() && !sentUnder.add(key.id())) {
                checker.violated(Harm.USED_TWICE, owner + ": key " + key.id() + " installed again");
            }
            held.send = fingerprint(key);
            checker.installed(key.id(), "to " + (owner.equals("a") ? "b" : "a"), held.send);
            sending = Optional.of(slot);
            ledger.done(Direction.SEND, key.id());
        });
    }

    @Override
    public void retire(Slot slot) throws EncDecFailure {
        if (sending.filter(slot::equals).isPresent() && profile.shape().slots() > 1) {
            throw new EncDecFailure("slot is in use for sending");
        }
        call(Call.RETIRE, () -> {
            sending = sending.filter(other -> !other.equals(slot));
            Optional.ofNullable(slots.remove(slot)).ifPresent(held -> left(held, Departure.RETIRED));
        });
    }

    @Override
    public void clear() throws EncDecFailure {
        call(Call.CLEAR, () -> drop(Departure.CLEARED));
    }

    /** Loses its keys, as a kernel does that is started again. */
    void reboot() {
        checker.injected(Injection.DEVICE_REBOOTED);
        drop(Departure.REBOOTED);
    }

    /** Others take away what frames are sent under; it is accepted as before. */
    void loseSending() {
        sending = Optional.empty();
    }

    /** A command of before is carried out late: frames are sent under this key again, if it is still there. */
    void sendAgainUnder(KeyId key) {
        slots.entrySet().stream()
                .filter(entry -> entry.getValue().id.equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(slot -> sending = Optional.of(slot));
    }

    private void drop(Departure how) {
        slots.values().forEach(held -> left(held, how));
        slots.clear();
        sending = Optional.empty();
    }

    private void left(Held held, Departure how) {
        departed.put(held.id, how);
        ledger.done(held.id);
    }

    private void requireNotGivenUp(KeyId key) {
        Departure how = departed.get(key);
        if (how == Departure.RETIRED) {
            checker.violated(Harm.USED_TWICE, owner + ": key " + key + " is given again, which was retired");
        }
    }

    private void requireLength(DirectionalKey key) throws EncDecFailure {
        if (!key.key().length().equals(profile.key())) {
            throw EncDecFailure.lasting("key is of another length");
        }
    }

    /** What becomes of so many calls of a kind, from now on. */
    void failNext(Call call, Mishap mishap, int times) {
        planned = Optional.of(new Planned(call, mishap, times));
    }

    /** What happens besides when a call fails as planned. */
    void onMishap(Runnable task) {
        onMishap = task;
    }

    private Mishap next(Call call) {
        Mishap ordinary = mishaps.get();
        if (planned.filter(plan -> plan.call() == call).isEmpty()) {
            return ordinary;
        }
        Planned plan = planned.orElseThrow();
        int left = plan.times() - 1;
        planned = left > 0 ? Optional.of(new Planned(call, plan.mishap(), left)) : Optional.empty();
        onMishap.run();
        return plan.mishap();
    }

    private void call(Call kind, Runnable change) throws EncDecFailure {
        Mishap mishap = next(kind);
        if (mishap != Mishap.NONE) {
            checker.injected(Injection.DEVICE_FAILED);
        }
        switch (mishap) {
            case NONE -> change.run();
            case REFUSED -> throw new EncDecFailure("device is busy");
            case BROKEN -> throw new IllegalStateException("planted");
            case UNANSWERED -> {
                change.run();
                throw new EncDecFailure("device did not answer in time");
            }
        }
    }

    /** What it would send now. */
    Optional<Frame> send() {
        return sending.map(slot -> {
            Held held = slots.get(slot);
            held.sent++;
            judge.sends(held.id);
            return new Frame(held.id, slot, held.send);
        });
    }

    /** Takes a frame; one for which no key is there is a violation, unless keys were dropped on purpose. */
    void receive(Frame frame) {
        Held held = slots.get(frame.slot());
        if (held != null && held.id.equals(frame.key()) && held.receive.equals(frame.bytes())) {
            held.received++;
            checker.frameAccepted();
            return;
        }
        refused++;
        Departure how = departed.get(frame.key());
        if (how == Departure.CLEARED || how == Departure.REBOOTED || how != null && judge.isOver(frame.key())) {
            checker.frameLost();
        } else {
            checker.violated(
                    Harm.LOST,
                    "frame lost: " + owner + " does not accept key " + frame.key() + " in slot "
                            + frame.slot().number() + ", " + (how == null ? "never had it" : "retired it"));
        }
    }

    boolean holds(KeyId key) {
        return slots.values().stream().anyMatch(held -> held.id.equals(key));
    }

    Optional<KeyId> sendingKey() {
        return sending.map(slot -> slots.get(slot).id);
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    @Override
    public void close() {}

    @ReadsSecret("compares the keys of both ends in a test")
    private static String fingerprint(DirectionalKey key) {
        KeyMaterial bytes = key.key();
        return bytes.lend(value -> HexFormat.of().formatHex(value))
                + HexFormat.of().formatHex(key.salt());
    }
}
