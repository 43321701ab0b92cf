package org.openmfs.agent.memory;

/** Keys that two processes make up alike, octet by octet, so that none of the making is left in memory. */
public final class MadeUpKeys {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int OCTETS = 32;

    private MadeUpKeys() {}

    /** A fresh array. */
    public static byte[] key(int number) {
        byte[] key = new byte[OCTETS];
        long state = (number + 1) * FACTOR;
        for (int i = 0; i < key.length; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            key[i] = (byte) (state * FACTOR >>> 56);
        }
        return key;
    }

    /** What finds each of so many keys. */
    public static KeySearch search(int keys) {
        KeySearch search = new KeySearch();
        for (int i = 0; i < keys; i++) {
            search.add("key " + i, key(i));
        }
        return search;
    }
}
