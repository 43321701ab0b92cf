package org.openmfs.agent.encdecs.macsec;

/**
 * How late a frame may come and still be let in (IEEE 802.1AE, 10.6.5).
 *
 * @param window so many packet numbers up to the highest that was seen may still come; 0 demands strict order
 */
public record ReplayProtection(int window) {
    /** The most that cipher suites with extended packet numbers allow (IEEE 802.1AE, 10.7.8), and Linux. */
    public static final int WIDEST = (1 << 30) - 1;

    /** What a network with parallel paths of equal length needs; more lets more be replayed where kernels accept twice. */
    public static final ReplayProtection DEFAULT = new ReplayProtection(64);

    public ReplayProtection {
        if (window < 0 || window > WIDEST) {
            throw new IllegalArgumentException("a replay window is 0.." + WIDEST + ", not " + window);
        }
    }
}
