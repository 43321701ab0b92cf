package org.openmfs.agent.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/** An Enc/Dec with four slots that outlives its agent, keeps its keys, and holds the agent to the rules of its port. */
final class FakeEncDec implements EncDec {
    private final String owner;
    private final Checker checker;
    private final BooleanSupplier fails;
    private final Map<Slot, Held> slots = new TreeMap<>((one, other) -> one.number() - other.number());
    private final Map<KeyId, Departure> departed = new HashMap<>();
    /** Packet numbers would repeat under these. */
    private final Set<KeyId> spent = new HashSet<>();

    private Optional<Slot> sending = Optional.empty();
    private long refused;

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
    }

    FakeEncDec(String owner, Checker checker, BooleanSupplier fails) {
        this.owner = owner;
        this.checker = checker;
        this.fails = fails;
    }

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public KeyLength keyLength() {
        return KeyLength.bits(256);
    }

    @Override
    public Observation observe() throws EncDecFailure {
        failAtTimes();
        List<InstalledKey> keys = new ArrayList<>();
        slots.forEach((slot, held) -> keys.add(new InstalledKey(
                held.id,
                slot,
                sending.filter(slot::equals).isPresent(),
                held.received,
                held.sent,
                (held.received + held.sent) * 1000)));
        return new Observation(keys, refused);
    }

    @Override
    public void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        failAtTimes();
        Held held = slots.get(slot);
        if (held != null && held.id.equals(key.id())) {
            return;
        }
        if (spent.contains(key.id())) {
            checker.violated(owner + ": key " + key.id() + " installed again");
            throw new EncDecFailure("key was used before");
        }
        if (held != null || slots.values().stream().anyMatch(other -> other.id.equals(key.id()))) {
            checker.violated(owner + ": new key on a slot in use, or in two slots");
            throw new EncDecFailure("slot is in use");
        }
        String bytes = fingerprint(key);
        checker.installed(key.id(), "to " + owner, bytes);
        slots.put(slot, new Held(key.id(), bytes));
    }

    @Override
    public void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        failAtTimes();
        Held held = slots.get(slot);
        if (held == null || !held.id.equals(key.id())) {
            throw new EncDecFailure("key is not prepared");
        }
        held.send = fingerprint(key);
        spent.add(key.id());
        checker.installed(key.id(), "to " + (owner.equals("a") ? "b" : "a"), held.send);
        sending = Optional.of(slot);
    }

    @Override
    public void retire(Slot slot) throws EncDecFailure {
        failAtTimes();
        if (sending.filter(slot::equals).isPresent()) {
            throw new EncDecFailure("slot is in use for sending");
        }
        Held held = slots.remove(slot);
        if (held != null) {
            departed.put(held.id, Departure.RETIRED);
            spent.add(held.id);
        }
    }

    @Override
    public void clear() throws EncDecFailure {
        failAtTimes();
        drop(Departure.CLEARED);
    }

    /** Loses its keys, as a kernel does that is started again. */
    void reboot() {
        drop(Departure.REBOOTED);
    }

    private void drop(Departure how) {
        slots.values().forEach(held -> departed.put(held.id, how));
        slots.clear();
        sending = Optional.empty();
    }

    private void failAtTimes() throws EncDecFailure {
        if (fails.getAsBoolean()) {
            throw new EncDecFailure("device is busy");
        }
    }

    /** What it would send now. */
    Optional<Frame> send() {
        return sending.map(slot -> {
            Held held = slots.get(slot);
            held.sent++;
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
        if (how == Departure.CLEARED || how == Departure.REBOOTED) {
            checker.frameLost();
        } else {
            checker.violated("frame lost: " + owner + " does not accept key " + frame.key() + " in slot "
                    + frame.slot().number() + ", " + (how == null ? "never had it" : "retired it"));
        }
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
