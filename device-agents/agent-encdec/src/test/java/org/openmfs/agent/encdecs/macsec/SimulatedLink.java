package org.openmfs.agent.encdecs.macsec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.LinkUnderTest;

/** Two simulated Enc/Decs on a wire in memory, with every frame on the wire and at the far end kept. */
final class SimulatedLink implements LinkUnderTest {
    static final MacsecEnds NEAR_ENDS = new MacsecEnds(Sci.parse("024d4653000a0001"), Sci.parse("024d4653000b0001"));
    private static final int FRAME_OCTETS = 100;

    private final List<InMemoryLink> edgeNear = InMemoryLink.pair();
    private final List<InMemoryLink> edgeFar = InMemoryLink.pair();
    private final List<byte[]> onWire = new ArrayList<>();
    private final List<byte[]> delivered = new ArrayList<>();
    private final InMemoryLink farWire;
    private final SimulatedMacsec near;
    private final SimulatedMacsec far;
    private int sent;

    SimulatedLink() {
        this(ReplayProtection.DEFAULT);
    }

    SimulatedLink(ReplayProtection replay) {
        List<InMemoryLink> wire = InMemoryLink.pair();
        farWire = wire.getFirst();
        MacsecEnds farEnds = new MacsecEnds(NEAR_ENDS.peer(), NEAR_ENDS.local());
        near = SimulatedMacsec.between(
                new SecureChannelPair("near", NEAR_ENDS, replay),
                edgeNear.getLast(),
                new Tap(wire.getFirst(), onWire),
                KeyLedger.inMemory());
        far = SimulatedMacsec.between(
                new SecureChannelPair("far", farEnds, replay), edgeFar.getLast(), wire.getLast(), KeyLedger.inMemory());
        edgeFar.getFirst().onReceive(delivered::add);
    }

    @Override
    public SimulatedMacsec near() {
        return near;
    }

    @Override
    public SimulatedMacsec far() {
        return far;
    }

    @Override
    public void send(int frames) {
        for (int i = 0; i < frames; i++) {
            edgeNear.getFirst().send(frame(sent++));
        }
    }

    /** Sends what a user of the near end gave. */
    void send(byte[] frame) {
        edgeNear.getFirst().send(frame);
    }

    /** A user's frame that carries its number. */
    static byte[] frame(int number) {
        byte[] frame = new byte[FRAME_OCTETS];
        System.arraycopy(NEAR_ENDS.peer().mac(), 0, frame, 0, 6);
        System.arraycopy(NEAR_ENDS.local().mac(), 0, frame, 6, 6);
        frame[12] = 0x08;
        frame[FRAME_OCTETS - 2] = (byte) (number >>> Byte.SIZE);
        frame[FRAME_OCTETS - 1] = (byte) number;
        return frame;
    }

    /** What an eavesdropper saw. */
    List<byte[]> onWire() {
        return onWire;
    }

    List<byte[]> delivered() {
        return delivered;
    }

    /** Puts a frame on the wire towards the far end. */
    void inject(byte[] frame) {
        farWire.send(frame.clone());
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }

    private record Tap(FrameLink wire, List<byte[]> seen) implements FrameLink {
        @Override
        public void send(byte[] frame) {
            seen.add(frame.clone());
            wire.send(frame);
        }

        @Override
        public void onReceive(Consumer<byte[]> receiver) {
            wire.onReceive(receiver);
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
