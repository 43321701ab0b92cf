package org.openmfs.agent.method;

/**
 * What a method relies on, of one of its parts.
 *
 * @param category NIST security category 1..5, or 0 where the scale does not apply (QKD, PSK)
 * @param specification its name and version, for example {@code FIPS 203}
 */
public record Reliance(Ground ground, int category, String specification) {
    private static final int HIGHEST = 5;

    public Reliance {
        if (category < 0 || category > HIGHEST) {
            throw new IllegalArgumentException("NIST category must be 0..5, not " + category);
        }
    }
}
