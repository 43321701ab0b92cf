package org.openmfs.testbed.demo;

import java.util.ArrayList;
import java.util.List;

/** How a Java program of this class path is started. */
final class Java {
    /** What every program of ours runs with: native code allowed, and no heap dump where keys live. */
    static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.noUnsafe=false",
            "-XX:-HeapDumpOnOutOfMemoryError");

    private Java() {}

    /** All of the command line but the main class and its arguments. */
    static List<String> command(int heapMegabytes) {
        List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        line.add("-Xmx" + heapMegabytes + "m");
        line.addAll(OPTIONS);
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return line;
    }
}
