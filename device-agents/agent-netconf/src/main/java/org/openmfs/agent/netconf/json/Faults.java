package org.openmfs.agent.netconf.json;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file and those that it names: one line each, in the order in which it was found. */
public final class Faults {
    private static final int MOST_LINES = 500;

    private final String file;
    private final List<String> lines = new ArrayList<>();
    private int count;

    /** @param file as its user calls it */
    public Faults(String file) {
        this.file = file;
    }

    /**
     * Adds a line about the file.
     *
     * @param member path of the member, or another place; empty for the file as a whole
     * @param what what was expected there
     */
    public void add(String member, String what) {
        addOf(file, member, what);
    }

    /** Adds a line about another file, which this one names. */
    public void addOf(String other, String place, String what) {
        count++;
        if (count <= MOST_LINES) {
            lines.add(other + ": " + (place.isEmpty() ? "" : Shown.line(place) + ": ") + what);
        }
    }

    public int count() {
        return count;
    }

    public List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (count > MOST_LINES) {
            all.add(file + ": " + (count - MOST_LINES) + " faults more");
        }
        return all;
    }
}
