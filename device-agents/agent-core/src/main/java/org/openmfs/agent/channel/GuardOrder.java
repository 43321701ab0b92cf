package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;

/**
 * How long each key may stay in the Enc/Dec, told later than it was reckoned without growing by the delay.
 *
 * @param left from that moment on
 */
record GuardOrder(Map<Slot, Duration> left, Instant reckoned, InstantSource clock) implements Device.Change {
    @Override
    public void applyTo(EncDec encDec) throws EncDecFailure {
        Duration delay = Duration.between(reckoned, clock.instant());
        encDec.guard(left.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().minus(delay))));
    }
}
