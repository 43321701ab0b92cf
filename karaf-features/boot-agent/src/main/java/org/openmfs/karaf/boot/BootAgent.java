package org.openmfs.karaf.boot;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/**
 * A Java agent that lets Karaf 4.4.8 and Aries Proxy 1.1.14 run on Java 24 and later. It rewrites a few
 * classes as they are loaded, and no others. Where Karaf is started for the controller, it ends a start that can't be.
 */
public final class BootAgent {
    /** What Aries Proxy takes for the version of classes: the newest that its ASM can write, Java 21. */
    private static final String NEWEST_KNOWN = "65.0";

    private BootAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        System.setProperty(Rewriting.CLASS_VERSION, NEWEST_KNOWN);
        instrumentation.addTransformer(new Rewriting());
        if (Boolean.getBoolean("openmfs.start")) {
            Start.begin(Path.of(System.getenv("MFS_DATA")), Path.of(System.getenv("KARAF_BASE")));
        }
    }
}
