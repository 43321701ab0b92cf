package org.openmfs.agent.encdecs.macsec;

import java.util.Optional;
import java.util.OptionalLong;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;

/** One transmit secure association of a simulated Enc/Dec. */
final class SendingKey implements AutoCloseable {
    private final KeyId id;
    private final Slot slot;
    private final MacsecEnds ends;
    private final FrameCipher cipher;
    private final PacketNumbers numbers;
    private long frames;
    private long octets;

    SendingKey(Slot slot, DirectionalKey key, MacsecEnds ends, PacketNumbers numbers) {
        this.id = key.id();
        this.slot = slot;
        this.ends = ends;
        this.numbers = numbers;
        this.cipher = new FrameCipher(
                AssociationKey.copyOf(key.key()), new InitializationVectors.BySalt(ends.localSsci(), key.salt()));
    }

    /** The protected frame; empty once the packet numbers are exhausted. */
    Optional<byte[]> protect(byte[] frame) {
        OptionalLong number = numbers.take();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        int user = frame.length - FrameCipher.ADDRESS_OCTETS;
        SecTag tag = SecTag.encrypting(slot.number(), ends.local(), number.getAsLong(), user);
        frames++;
        octets += user;
        return Optional.of(cipher.protect(frame, tag, number.getAsLong()));
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

    boolean nearExhaustion() {
        return numbers.nearExhaustion();
    }

    @Override
    public void close() {
        cipher.close();
    }
}
