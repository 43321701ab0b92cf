package org.openmfs.agent.encdecs.macsec;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.openmfs.agent.encdec.Slot;

/**
 * The security tag of a MACsec frame (IEEE 802.1AE, 9.3), its EtherType included.
 *
 * @param association the association number (AN), 0..3
 * @param endStation ES bit: the channel is the source address with port 1, and is not carried
 * @param encrypted E and C bits: the user's octets are encrypted, not only authenticated
 * @param shortLength octets of secure data if fewer than 48, else 0
 * @param packetNumber the low 32 bits when the cipher suite has extended packet numbers
 * @param sci the channel, when it is carried (SC bit)
 */
record SecTag(
        int association, boolean endStation, boolean encrypted, int shortLength, int packetNumber, Optional<Sci> sci) {
    static final int SHORT_LIMIT = 48;
    private static final int ETHER_TYPE = 0x88E5;
    private static final int OCTETS_WITHOUT_SCI = 8;
    private static final int VERSION = 0x80;
    private static final int END_STATION = 0x40;
    private static final int CARRIES_SCI = 0x20;
    private static final int BROADCAST = 0x10;
    private static final int ENCRYPTED = 0x0C;
    private static final int ASSOCIATION = 0x03;
    private static final int SHORT_LENGTH = 0x3F;

    /** The tag of a frame that carries its channel and encrypts its user octets, as ours do. */
    static SecTag encrypting(int association, Sci sci, long packetNumber, int secureDataOctets) {
        int shortLength = secureDataOctets < SHORT_LIMIT ? secureDataOctets : 0;
        return new SecTag(association, false, true, shortLength, (int) packetNumber, Optional.of(sci));
    }

    Slot slot() {
        return new Slot(association);
    }

    int octets() {
        return OCTETS_WITHOUT_SCI + (sci.isPresent() ? Sci.OCTETS : 0);
    }

    void writeTo(ByteBuffer frame) {
        int control = association
                | (endStation ? END_STATION : 0)
                | (sci.isPresent() ? CARRIES_SCI : 0)
                | (encrypted ? ENCRYPTED : 0);
        frame.putShort((short) ETHER_TYPE)
                .put((byte) control)
                .put((byte) shortLength)
                .putInt(packetNumber);
        sci.ifPresent(channel -> frame.putLong(channel.value()));
    }

    /** The tag at the buffer's position; empty if there is none, or one that the standard tells us to discard. */
    static Optional<SecTag> read(ByteBuffer frame) {
        if (frame.remaining() < OCTETS_WITHOUT_SCI || Short.toUnsignedInt(frame.getShort()) != ETHER_TYPE) {
            return Optional.empty();
        }
        int control = Byte.toUnsignedInt(frame.get());
        int shortLength = Byte.toUnsignedInt(frame.get());
        int packetNumber = frame.getInt();
        boolean carriesSci = (control & CARRIES_SCI) != 0;
        if (!wellFormed(control, shortLength) || carriesSci && frame.remaining() < Sci.OCTETS) {
            return Optional.empty();
        }
        return Optional.of(new SecTag(
                control & ASSOCIATION,
                (control & END_STATION) != 0,
                (control & ENCRYPTED) == ENCRYPTED,
                shortLength,
                packetNumber,
                carriesSci ? Optional.of(new Sci(frame.getLong())) : Optional.empty()));
    }

    /** IEEE 802.1AE, 9.12: version 0; SC excludes ES and SCB; short length below 48. E and C are only used together. */
    private static boolean wellFormed(int control, int shortLength) {
        boolean oneChannelForm = (control & CARRIES_SCI) == 0 || (control & (END_STATION | BROADCAST)) == 0;
        boolean encryption = (control & ENCRYPTED) == 0 || (control & ENCRYPTED) == ENCRYPTED;
        return (control & (VERSION | BROADCAST)) == 0
                && oneChannelForm
                && encryption
                && (shortLength & ~SHORT_LENGTH) == 0
                && shortLength < SHORT_LIMIT;
    }
}
