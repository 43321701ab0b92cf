package org.example.recorder;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;

/** An Enc/Dec that reads no key, remembers their ids, and says that frames pass under each: it costs next to nothing. */
final class ForgetfulEncDec implements EncDec {
    private static final Profile PROFILE =
            new Profile("forgetful", "none", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12));

    private final String name;
    private final Map<Slot, KeyId> receiving = new HashMap<>();
    private Optional<Slot> sending = Optional.empty();
    private long newest;

    ForgetfulEncDec(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Profile profile() {
        return PROFILE;
    }

    @Override
    public Traits traits() {
        return Traits.OF_FRAMES;
    }

    @Override
    public synchronized long newestNumber() {
        return newest;
    }

    @Override
    public void guard(Map<Slot, Duration> left) {}

    @Override
    public synchronized Observation observe() {
        long frames = System.nanoTime() >>> 20;
        List<InstalledKey> keys = receiving.entrySet().stream()
                .map(key -> new InstalledKey(
                        key.getValue(),
                        key.getKey(),
                        sending.filter(key.getKey()::equals).isPresent(),
                        true,
                        frames,
                        frames,
                        0))
                .toList();
        return new Observation(keys, 0);
    }

    @Override
    public synchronized void prepareReceive(Slot slot, DirectionalKey key) {
        newest = Math.max(newest, key.number());
        receiving.put(slot, key.id());
    }

    @Override
    public synchronized void switchTransmit(Slot slot, DirectionalKey key) {
        sending = Optional.of(slot);
    }

    @Override
    public synchronized void retire(Slot slot) {
        receiving.remove(slot);
    }

    @Override
    public synchronized void clear() {
        receiving.clear();
        sending = Optional.empty();
    }

    @Override
    public void close() {}
}
