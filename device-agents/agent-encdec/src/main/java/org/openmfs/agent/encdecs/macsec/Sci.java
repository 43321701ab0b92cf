package org.openmfs.agent.encdecs.macsec;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Secure channel identifier: 48-bit MAC address, then 16-bit port (IEEE 802.1AE, 7.1.2). */
public record Sci(long value) implements Comparable<Sci> {
    static final int OCTETS = 8;
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{16}");
    private static final int MAC_OCTETS = 6;
    private static final int SINGLE_PORT = 1;

    /**
     * From its 16 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Sci parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("SCI must be 16 hexadecimal digits: " + hex);
        }
        return new Sci(HexFormat.fromHexDigitsToLong(hex));
    }

    /** The channel of a station with one port, whose frames need not carry it (ES bit). */
    static Sci ofEndStation(byte[] frame, int addressAt) {
        long value = 0;
        for (int i = 0; i < MAC_OCTETS; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(frame[addressAt + i]);
        }
        return new Sci(value << Short.SIZE | SINGLE_PORT);
    }

    /** The MAC address part, 6 octets. */
    byte[] mac() {
        byte[] mac = new byte[MAC_OCTETS];
        for (int i = 0; i < MAC_OCTETS; i++) {
            mac[i] = (byte) (value >>> Byte.SIZE * (OCTETS - 1 - i));
        }
        return mac;
    }

    @Override
    public int compareTo(Sci other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
