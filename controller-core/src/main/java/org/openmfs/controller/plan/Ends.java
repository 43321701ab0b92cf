package org.openmfs.controller.plan;

import java.util.List;
import java.util.stream.Stream;

/** The two encryption points between which a plan is looked for. */
record Ends(Sides.Side a, Sides.Side z) {
    /** All there are of these, best first: those of the first end count before those of the second. */
    static List<Ends> of(Sides a, Sides z) {
        return a.usable().stream()
                .flatMap(one -> z.usable().stream().map(other -> new Ends(one, other)))
                .toList();
    }

    boolean atOneDevice() {
        return a.id().equals(z.id());
    }

    /** For people. */
    String text() {
        return Stream.of(a, z)
                .map(side -> "encryption point " + side.point().id() + " of "
                        + side.place().endpoint().id())
                .reduce((one, other) -> one + " with " + other)
                .orElseThrow();
    }
}
