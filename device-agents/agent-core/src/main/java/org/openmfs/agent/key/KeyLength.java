package org.openmfs.agent.key;

/** A key's length; a whole number of octets, from 8 to 65,536 bits. */
public record KeyLength(int bits) {
    private static final int LONGEST = 65_536;

    public KeyLength {
        if (bits < Byte.SIZE || bits > LONGEST || bits % Byte.SIZE != 0) {
            throw new IllegalArgumentException("key length must be a multiple of 8 in 8..65536 bits, not " + bits);
        }
    }

    public static KeyLength bits(int bits) {
        return new KeyLength(bits);
    }

    public int octets() {
        return bits / Byte.SIZE;
    }
}
