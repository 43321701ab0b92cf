package org.openmfs.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints figures against their goals, and counts which were met. */
final class Figures {
    private final PrintStream out;
    private int met;
    private int missed;

    Figures(PrintStream out) {
        this.out = out;
    }

    /**
     * A line.
     *
     * @param figure what was measured, at most
     * @param ceiling what it is compared with, in words
     * @param goal the most that is good
     */
    void atMost(String what, double figure, String unit, String ceiling, double goal) {
        boolean good = figure <= goal;
        met += good ? 1 : 0;
        missed += good ? 0 : 1;
        out.printf(
                Locale.ROOT,
                "%s: %.3g %s (ceiling %s), goal %.3g %s: %s%n",
                what,
                figure,
                unit,
                ceiling,
                goal,
                unit,
                good ? "met" : "short");
    }

    void tell(String line) {
        out.println(line);
    }

    /** The last line. */
    void sum() {
        out.printf("bench: %d met, %d short%n", met, missed);
    }

    boolean allMet() {
        return missed == 0;
    }
}
