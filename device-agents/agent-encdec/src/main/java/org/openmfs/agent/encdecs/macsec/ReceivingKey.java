package org.openmfs.agent.encdecs.macsec;

import java.util.Optional;
import java.util.OptionalLong;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.key.KeyId;

/** One receive secure association of a simulated Enc/Dec. */
final class ReceivingKey implements AutoCloseable {
    private final KeyId id;
    private final FrameCipher cipher;
    private final ReplayWindow window;
    private long frames;
    private long octets;

    ReceivingKey(DirectionalKey key, MacsecEnds ends, ReplayProtection replay) {
        this.id = key.id();
        this.window = new ReplayWindow(replay.window());
        this.cipher = new FrameCipher(
                AssociationKey.copyOf(key.key()), new InitializationVectors.BySalt(ends.peerSsci(), key.salt()));
    }

    /** The user's frame; empty if it was replayed, came too late or is not genuine. */
    Optional<byte[]> validate(byte[] secured, SecTag tag) {
        OptionalLong number = window.recover(tag.packetNumber());
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> frame = cipher.validate(secured, tag, number.getAsLong());
        frame.ifPresent(genuine -> {
            window.accept(number.getAsLong());
            frames++;
            octets += genuine.length - FrameCipher.ADDRESS_OCTETS;
        });
        return frame;
    }

    KeyId id() {
        return id;
    }

    long frames() {
        return frames;
    }

    long octets() {
        return octets;
    }

    @Override
    public void close() {
        cipher.close();
    }
}
