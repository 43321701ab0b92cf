package org.openmfs.agent.encdecs.macsec;

import java.util.function.Consumer;

/** Something that carries whole Ethernet frames both ways and may lose them, such as a wire. */
public interface FrameLink extends AutoCloseable {
    /** Sends a frame, which the caller gives away; what can't be carried is lost without a word. */
    void send(byte[] frame);

    /** Names who gets the frames that arrive; called once, before the first frame is wanted. */
    void onReceive(Consumer<byte[]> receiver);

    @Override
    void close();
}
