package org.openmfs.southbound.http.event;

import java.util.Optional;

/**
 * What is logged of a stream of events that comes and goes: one line when it is not to be had, however often and for
 * whatever causes it is asked for, and one when it is had again. Whoever reads the same server tells the causes.
 */
final class StreamNews {
    private final String address;
    private boolean lost;

    StreamNews(String address) {
        this.address = address;
    }

    /** It could not be opened. */
    Optional<String> lost(String why) {
        if (lost) {
            return Optional.empty();
        }
        lost = true;
        return Optional.of("events of " + address + " are not to be had, and asked for again: " + why);
    }

    /** It is open. */
    Optional<String> had() {
        if (!lost) {
            return Optional.empty();
        }
        lost = false;
        return Optional.of("events of " + address + " are had again");
    }
}
