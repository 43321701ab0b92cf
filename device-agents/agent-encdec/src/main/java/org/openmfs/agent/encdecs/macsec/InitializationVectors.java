package org.openmfs.agent.encdecs.macsec;

import java.nio.ByteBuffer;

/** How a frame's 12-octet initialization vector follows from its packet number. */
sealed interface InitializationVectors {
    int OCTETS = 12;

    /** The vector of one frame. */
    byte[] of(long packetNumber);

    /** GCM-AES-128 and -256: the channel, then 32 bits of packet number (IEEE 802.1AE, 14.5 and 14.6). */
    record ByChannel(Sci sci) implements InitializationVectors {
        @Override
        public byte[] of(long packetNumber) {
            return ByteBuffer.allocate(OCTETS)
                    .putLong(sci.value())
                    .putInt((int) packetNumber)
                    .array();
        }
    }

    /** GCM-AES-XPN-128 and -256: short channel and 64 bits of packet number, masked by a salt (14.7 and 14.8). */
    record BySalt(int ssci, byte[] salt) implements InitializationVectors {
        @Override
        public byte[] of(long packetNumber) {
            byte[] vector = ByteBuffer.allocate(OCTETS)
                    .putInt(ssci)
                    .putLong(packetNumber)
                    .array();
            for (int i = 0; i < OCTETS; i++) {
                vector[i] ^= salt[i];
            }
            return vector;
        }
    }
}
