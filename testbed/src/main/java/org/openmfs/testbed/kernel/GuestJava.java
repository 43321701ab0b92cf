package org.openmfs.testbed.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program to run inside the guest with the options that make its start-up there shortest.
 *
 * <p>A page fault costs far more in the guest than outside, so what touches fewer pages wins: one garbage collector thread,
 * only the quick compiler, and a class archive mapped where it was made for. Starting a process costs more still: without the
 * JDK's helper program in between, a call of ip(8) takes half the time (0.1 s).
 *
 * @param options further JVM options, before the class name
 */
public record GuestJava(Path home, String classPath, int heapMegabytes, List<String> options) {
    private static final List<String> QUICK_START = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Djdk.lang.Process.launchMechanism=VFORK",
            "-Djava.io.tmpdir=/run/tmp");

    public GuestJava {
        options = List.copyOf(options);
    }

    /** The JVM and class path of the caller. */
    public static GuestJava likeThis(int heapMegabytes) {
        return new GuestJava(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"),
                heapMegabytes,
                List.of());
    }

    /**
     * The same with a cache of loaded classes (JEP 483), which takes two fifths off the work of starting an agent; without
     * the file, or where it does not fit, the program starts as if there were none.
     */
    public GuestJava cached(Path cache) {
        return with("-XX:AOTCache=" + cache);
    }

    /**
     * The command line that makes such a cache when it is run outside, on the same class path of jars alone, and ends by
     * itself or by SIGTERM.
     */
    public List<String> training(Path cache, String className, List<String> arguments) {
        return with("-XX:AOTCacheOutput=" + cache).main(className, arguments).line();
    }

    private GuestJava with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new GuestJava(home, classPath, heapMegabytes, more);
    }

    public GuestCommand main(String className, List<String> arguments) {
        return main(className, arguments, Map.of());
    }

    public GuestCommand main(String className, List<String> arguments, Map<String, String> environment) {
        List<String> line = new ArrayList<>();
        line.add(home.resolve("bin/java").toString());
        line.add("-Xmx" + heapMegabytes + "m");
        line.addAll(QUICK_START);
        line.addAll(options);
        line.addAll(List.of("-cp", classPath, className));
        line.addAll(arguments);
        return new GuestCommand(line, environment, Path.of("").toAbsolutePath());
    }
}
