package org.openmfs.agent.encdecs.macsec;

import java.util.Optional;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.LinkUnderTest;

/** Two instances of {@link LinuxMacsec}, each on a kernel made up in memory. */
final class FakeKernelLink implements LinkUnderTest {
    static final LinuxLink NEAR =
            new LinuxLink("macsec0", "wire-a", SimulatedLink.NEAR_ENDS, Optional.of("192.0.2.1/30"));
    private static final LinuxLink FAR = new LinuxLink(
            "macsec0", "wire-b", new MacsecEnds(NEAR.ends().peer(), NEAR.ends().local()), Optional.empty());
    private static final int FRAME_OCTETS = 100;

    private final FakeKernel nearKernel = new FakeKernel();
    private final FakeKernel farKernel = new FakeKernel();
    private final LinuxMacsec near;
    private final LinuxMacsec far;

    FakeKernelLink() throws EncDecFailure {
        near = LinuxMacsec.open(NEAR, nearKernel, KeyLedger.inMemory());
        far = LinuxMacsec.open(FAR, farKernel, KeyLedger.inMemory());
    }

    FakeKernel nearKernel() {
        return nearKernel;
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public void failNext(boolean carriedOut) {
        nearKernel.trouble(carriedOut ? FakeKernel.Trouble.KILLED : FakeKernel.Trouble.REFUSED);
    }

    @Override
    public EncDec near() {
        return near;
    }

    @Override
    public EncDec far() {
        return far;
    }

    @Override
    public void send(int frames) {
        for (int i = 0; i < frames; i++) {
            nearKernel.send(farKernel, FRAME_OCTETS);
        }
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
