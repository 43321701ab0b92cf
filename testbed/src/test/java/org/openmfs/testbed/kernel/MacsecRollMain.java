package org.openmfs.testbed.kernel;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;
import org.openmfs.agent.key.KeyId;

/** Runs inside the guest: rolls the keys of both ends so many times while traffic flows, as two agents would. */
final class MacsecRollMain {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SLOTS = 4;

    private MacsecRollMain() {}

    public static void main(String[] arguments) throws Exception {
        int rolls = Integer.parseInt(arguments[0]);
        Set<KeyId> used = new HashSet<>();
        try (MacsecInGuest link = new MacsecInGuest()) {
            link.near().clear();
            link.far().clear();
            Slot slot = new Slot(0);
            install(link, slot, used);
            for (int roll = 0; roll < rolls; roll++) {
                install(link, new Slot((slot.number() + 1) % SLOTS), used);
                link.retire(slot);
                slot = new Slot((slot.number() + 1) % SLOTS);
            }
        }
        System.out.println(used.size() + " keys");
    }

    /** Returns when both ends have seen frames under the new key. */
    private static void install(MacsecInGuest link, Slot slot, Set<KeyId> used)
            throws EncDecFailure, InterruptedException {
        try (TrafficKey key = TrafficKey.random()) {
            used.add(key.id());
            link.prepare(slot, key);
            link.switchOver(slot, key);
            boolean seen = FileSignal.await(PATIENCE, () -> sees(link.near(), key.id()) && sees(link.far(), key.id()));
            if (!seen) {
                throw new IllegalStateException("no frame under key " + key.id());
            }
        }
    }

    private static boolean sees(EncDec end, KeyId id) {
        try {
            return end.observe().find(id).map(InstalledKey::framesReceived).orElse(0L) > 0;
        } catch (EncDecFailure e) {
            throw new IllegalStateException(e);
        }
    }
}
