package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyLength;

/** An Enc/Dec that notes the changes that are asked of it. */
final class NotedEncDec implements EncDec {
    private final List<String> done = new ArrayList<>();

    private boolean clears = true;

    /** From now on it has a bug. */
    void failsToClear() {
        clears = false;
    }

    List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public String name() {
        return "noted";
    }

    @Override
    public Profile profile() {
        return new Profile("noted", "none", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12));
    }

    @Override
    public Traits traits() {
        return Traits.OF_FRAMES;
    }

    @Override
    public long newestNumber() {
        return 42;
    }

    @Override
    public void guard(Map<Slot, Duration> left) {
        done.add("guard");
    }

    @Override
    public Observation observe() {
        return new Observation(List.of(), 7);
    }

    @Override
    public void prepareReceive(Slot slot, DirectionalKey key) {
        done.add("prepareReceive");
    }

    @Override
    public void switchTransmit(Slot slot, DirectionalKey key) {
        done.add("switchTransmit");
    }

    @Override
    public void retire(Slot slot) {
        done.add("retire");
    }

    @Override
    public void clear() {
        if (!clears) {
            throw new IllegalStateException("a bug that the test put here");
        }
        done.add("clear");
    }

    @Override
    public void close() {
        done.add("close");
    }
}
