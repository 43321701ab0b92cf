package org.openmfs.northbound.restconf;

import java.util.Map;
import java.util.Optional;

/**
 * A secret of the configuration outside of it, and whom it is meant for.
 *
 * @param text the secret itself
 * @param meantFor what the leaves that it is bound to held when it was read, by their names; empty where nobody looked
 */
public record Secret(String text, Optional<Map<String, String>> meantFor) {
    /** Stands for one that nobody opened. */
    public static Secret unopened() {
        return new Secret("unopened", Optional.empty());
    }

    /** Without the secret, which nobody is to meet in a log. */
    @Override
    public String toString() {
        return "secret for " + meantFor;
    }
}
