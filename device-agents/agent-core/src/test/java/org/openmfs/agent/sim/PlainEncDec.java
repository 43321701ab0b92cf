package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;

/** An Enc/Dec without a wire: it does what it is told, writes that down, and has seen the frames that a test says it has. */
final class PlainEncDec implements EncDec {
    private final List<String> calls = new ArrayList<>();
    private final Map<Slot, InstalledKey> held = new TreeMap<>(Comparator.comparing(Slot::number));
    private Profile profile = profile(4);
    private Traits traits = Traits.OF_FRAMES;
    private Map<Slot, Duration> guarded = Map.of();
    private long newest;
    private int looks;
    private boolean broken;
    private Optional<String> breaking = Optional.empty();
    private Optional<Fault> fault = Optional.empty();

    private record Fault(String call, EncDecFailure failure, int times) {}

    static Profile profile(int slots) {
        return new Profile("plain", "gcm-aes-256", KeyLength.bits(256), new Shape(slots, Shape.Keys.ONE_EACH, 12));
    }

    void be(Profile other, Traits like) {
        profile = other;
        traits = like;
    }

    /** Whoever asks what it is like breaks. */
    void breaks(boolean now) {
        broken = now;
    }

    /** The next call of this name breaks an assumption, and nothing is done. */
    void breaksIn(String call) {
        breaking = Optional.of(call);
    }

    /** So many calls of this name fail, from now on, and nothing is done. */
    void fails(String call, EncDecFailure failure, int times) {
        fault = Optional.of(new Fault(call, failure, times));
    }

    /** What it was told since the last time, but looks and the guardian's orders. */
    List<String> calls() {
        List<String> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    /** How often it was looked at. */
    int looks() {
        return looks;
    }

    /** What its guardian was told last. */
    Map<Slot, Duration> guarded() {
        return guarded;
    }

    /** It had a key of this number once. */
    void knows(long number) {
        newest = number;
    }

    /** So many more frames came under the key, and were sent under it. */
    void saw(KeyId key, long received, long sent) {
        held.replaceAll((slot, one) -> one.id().equals(key)
                ? new InstalledKey(
                        key,
                        slot,
                        one.sending(),
                        one.accepting(),
                        one.framesReceived() + received,
                        one.framesSent() + sent,
                        one.octets() + 1000 * (received + sent))
                : one);
    }

    void loses(KeyId key) {
        held.values().removeIf(one -> one.id().equals(key));
    }

    /** Holds a key that nobody gave it here. */
    void has(KeyId key, Slot slot, boolean sending) {
        held.put(slot, new InstalledKey(key, slot, sending, true, 0, 0, 0));
    }

    /** Others switch off that frames are accepted under this key. */
    void acceptsNoMore(KeyId key) {
        held.replaceAll((slot, one) -> one.id().equals(key) ? accepting(one, false) : one);
    }

    boolean accepts(KeyId key) {
        return seen().find(key).filter(InstalledKey::accepting).isPresent();
    }

    private static InstalledKey accepting(InstalledKey one, boolean now) {
        return new InstalledKey(
                one.id(), one.slot(), one.sending(), now, one.framesReceived(), one.framesSent(), one.octets());
    }

    /** Sends under this key, and under no other. */
    void sends(Optional<KeyId> key) {
        held.replaceAll((slot, one) -> new InstalledKey(
                one.id(),
                slot,
                key.filter(one.id()::equals).isPresent(),
                one.accepting(),
                one.framesReceived(),
                one.framesSent(),
                one.octets()));
    }

    Optional<KeyId> sending() {
        return seen().sending().map(InstalledKey::id);
    }

    boolean holds(KeyId key) {
        return seen().find(key).isPresent();
    }

    private Observation seen() {
        return new Observation(List.copyOf(held.values()), 0);
    }

    private void call(String name, String what) throws EncDecFailure {
        calls.add((name + " " + what).strip());
        if (breaking.filter(name::equals).isPresent()) {
            breaking = Optional.empty();
            throw new IllegalStateException("planted");
        }
        Optional<Fault> now = fault.filter(planned -> planned.call().equals(name));
        if (now.isPresent()) {
            int left = now.get().times() - 1;
            fault = now.filter(planned -> left > 0).map(planned -> new Fault(planned.call(), planned.failure(), left));
            throw now.get().failure();
        }
    }

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public Traits traits() {
        if (broken) {
            throw new IllegalStateException("planted");
        }
        return traits;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public void guard(Map<Slot, Duration> left) throws EncDecFailure {
        failsHere("guard");
        guarded = left;
    }

    @Override
    public long newestNumber() {
        return newest;
    }

    @Override
    public Observation observe() throws EncDecFailure {
        looks++;
        failsHere("observe");
        return seen();
    }

    private void failsHere(String name) throws EncDecFailure {
        try {
            call(name, "");
        } finally {
            calls.removeLast();
        }
    }

    @Override
    public void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        call("prepare", String.valueOf(slot.number()));
        newest = Math.max(newest, key.number());
        InstalledKey before = held.getOrDefault(slot, new InstalledKey(key.id(), slot, false, true, 0, 0, 0));
        held.put(slot, accepting(before, true));
    }

    @Override
    public void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        call("switch", String.valueOf(slot.number()));
        sends(Optional.of(key.id()));
    }

    @Override
    public void retire(Slot slot) throws EncDecFailure {
        call("retire", String.valueOf(slot.number()));
        held.remove(slot);
    }

    @Override
    public void clear() throws EncDecFailure {
        call("clear", "");
        held.clear();
    }

    @Override
    public void close() {}
}
