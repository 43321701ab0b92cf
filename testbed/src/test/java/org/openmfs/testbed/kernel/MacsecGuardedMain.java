package org.openmfs.testbed.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;
import org.openmfs.agent.encdecs.guardian.GuardedEncDec;
import org.openmfs.agent.encdecs.guardian.Guardian;
import org.openmfs.agent.encdecs.guardian.GuardianFailure;
import org.openmfs.agent.encdecs.guardian.GuardianPace;

/** Runs inside the guest: installs one key at both ends that is to be gone after so many seconds, and waits to be killed. */
final class MacsecGuardedMain {
    static final String ARMED = "armed";
    private static final Slot SLOT = new Slot(0);

    private MacsecGuardedMain() {}

    /** @param arguments seconds, and a folder for the guardians */
    public static void main(String[] arguments) throws Exception {
        Duration left = Duration.ofSeconds(Long.parseLong(arguments[0]));
        Path folder = Path.of(arguments[1]);
        try (MacsecInGuest link = new MacsecInGuest();
                TrafficKey key = TrafficKey.random()) {
            EncDec near = guarded(link.near(), Side.A, folder);
            EncDec far = guarded(link.far(), Side.B, folder);
            near.guard(Map.of(SLOT, left));
            far.guard(Map.of(SLOT, left));
            near.prepareReceive(SLOT, key.farToNear());
            far.prepareReceive(SLOT, key.nearToFar());
            near.switchTransmit(SLOT, key.nearToFar());
            far.switchTransmit(SLOT, key.farToNear());
            System.out.println(ARMED);
            Thread.sleep(Duration.ofHours(1));
        }
    }

    private static EncDec guarded(EncDec encDec, Side side, Path folder) throws GuardianFailure {
        Guardian guardian = Guardian.open(
                folder.resolve(side.namespace()),
                "macsec0",
                MacsecInGuest.ip(side).persistent(),
                GuardianPace.DEFAULT,
                GuardedEncDec.clearing(encDec));
        return new GuardedEncDec(encDec, guardian, MacsecInGuest.link(side)::removal);
    }
}
