package org.openmfs.karaf.controller;

import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** Karaf's colours for what it refuses, which it prints whether or not there is a terminal; it has no switch, but variables. */
final class Colours {
    private static final String NONE = "";

    private Colours() {}

    /** From now on it prints none. */
    static void off() {
        SimpleAnsi.COLOR_RED = NONE;
        SimpleAnsi.COLOR_CYAN = NONE;
        SimpleAnsi.COLOR_DEFAULT = NONE;
        SimpleAnsi.INTENSITY_BOLD = NONE;
        SimpleAnsi.INTENSITY_NORMAL = NONE;
    }
}
