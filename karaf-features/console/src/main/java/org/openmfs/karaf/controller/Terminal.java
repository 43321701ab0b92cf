package org.openmfs.karaf.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** The terminal or pipe that started Karaf: the process's own output, whatever a shell has put in place of the usual one. */
final class Terminal {
    private static final PrintStream OUTPUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

    private static final PrintStream ERRORS = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);

    private Terminal() {}

    static void say(String line) {
        OUTPUT.println(line);
    }

    static void complain(String line) {
        ERRORS.println("controller: " + line);
    }

    /** Ends the process in order, as soon as whoever calls this has returned. */
    static void leave() {
        Thread.ofPlatform().name("leave").start(() -> System.exit(0));
    }

    /**
     * Says why the controller can't start and ends the process, which is nothing without it. An orderly end would wait for
     * the component that is failing here.
     */
    static void end(String reason) {
        complain(reason);
        Runtime.getRuntime().halt(1);
    }
}
