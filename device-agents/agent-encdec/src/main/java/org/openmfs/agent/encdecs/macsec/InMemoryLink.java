package org.openmfs.agent.encdecs.macsec;

import java.util.List;
import java.util.function.Consumer;

/** One end of a wire within this process: a frame sent here has arrived there when the call returns. */
public final class InMemoryLink implements FrameLink {
    private volatile InMemoryLink other;
    private volatile Consumer<byte[]> receiver = frame -> {};

    private InMemoryLink() {}

    /** Both ends of a new wire. */
    public static List<InMemoryLink> pair() {
        InMemoryLink near = new InMemoryLink();
        InMemoryLink far = new InMemoryLink();
        near.other = far;
        far.other = near;
        return List.of(near, far);
    }

    @Override
    public void send(byte[] frame) {
        other.receiver.accept(frame);
    }

    @Override
    public void onReceive(Consumer<byte[]> frames) {
        receiver = frames;
    }

    @Override
    public void close() {
        receiver = frame -> {};
    }
}
