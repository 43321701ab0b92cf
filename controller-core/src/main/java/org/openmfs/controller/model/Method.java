package org.openmfs.controller.model;

/**
 * A key exchange method in the catalogue.
 *
 * @param category NIST security category 1..5, or 0 where the scale does not apply
 */
public record Method(MethodId id, Family family, int category, Life life) {
    /** What is thought of a method. */
    public enum Life {
        ALLOWED,
        /** Only where nothing else is left. */
        DEPRECATED,
        /** Broken: no new key. */
        COMPROMISED,
        /** Not wanted: no new key. */
        FORBIDDEN;

        /** Whether new keys may be made with it. */
        public boolean usable() {
            return this == ALLOWED || this == DEPRECATED;
        }
    }
}
