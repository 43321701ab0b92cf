package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Enc/Dec whose keys a guardian removes at their deadline, and which takes no key without it. */
public final class GuardedEncDec implements EncDec {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedEncDec.class);
    private final EncDec encDec;
    private final Guardian guardian;
    private final Function<List<Slot>, List<String>> removal;

    /** @param removal the lines of ip(8) that take the keys in these slots out of the interface */
    public GuardedEncDec(EncDec encDec, Guardian guardian, Function<List<Slot>, List<String>> removal) {
        this.encDec = encDec;
        this.guardian = guardian;
        this.removal = removal;
    }

    /** What is to be done when the guardian is lost and none can be started: keys without a guardian do not stay. */
    public static GuardianEvents clearing(EncDec encDec) {
        return new GuardianEvents() {
            @Override
            public void fired() {
                LOG.warn("Enc/Dec {}: the guardian removed keys that were past their end", encDec.name());
            }

            @Override
            public void lost(GuardianFailure why) {
                LOG.error(
                        "Enc/Dec {}: its keys are removed, since there is no guardian: {}",
                        encDec.name(),
                        why.getMessage());
                try {
                    encDec.clear();
                } catch (EncDecFailure failure) {
                    LOG.error("Enc/Dec {} could not be cleared: {}", encDec.name(), failure.getMessage());
                }
            }
        };
    }

    @Override
    public String name() {
        return encDec.name();
    }

    @Override
    public Traits traits() {
        return encDec.traits();
    }

    @Override
    public Profile profile() {
        return encDec.profile();
    }

    @Override
    public long newestNumber() {
        return encDec.newestNumber();
    }

    @Override
    public void guard(Map<Slot, Duration> left) throws EncDecFailure {
        try {
            if (left.isEmpty()) {
                guardian.disarm();
            } else {
                guardian.arm(left.entrySet().stream()
                        .map(one -> new Removal(one.getValue(), removal.apply(List.of(one.getKey()))))
                        .toList());
            }
        } catch (GuardianFailure failure) {
            throw new EncDecFailure("no guardian sees to the end of keys: " + failure.getMessage(), failure);
        }
    }

    @Override
    public Observation observe() throws EncDecFailure {
        return encDec.observe();
    }

    @Override
    public void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        requireGuardian();
        encDec.prepareReceive(slot, key);
    }

    @Override
    public void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        requireGuardian();
        encDec.switchTransmit(slot, key);
    }

    private void requireGuardian() throws EncDecFailure {
        if (!guardian.lives()) {
            throw new EncDecFailure("no guardian sees to the end of keys");
        }
    }

    @Override
    public void retire(Slot slot) throws EncDecFailure {
        encDec.retire(slot);
    }

    @Override
    public void clear() throws EncDecFailure {
        encDec.clear();
    }

    @Override
    public void close() {
        try {
            guardian.close();
        } catch (GuardianFailure failure) {
            clearing(encDec).lost(failure);
        } finally {
            encDec.close();
        }
    }
}
