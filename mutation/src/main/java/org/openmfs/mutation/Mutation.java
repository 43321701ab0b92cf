package org.openmfs.mutation;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.platform.launcher.Launcher;
import org.pitest.help.PitHelpError;
import org.pitest.junit5.JUnit5TestPluginFactory;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Log;
import org.pitest.util.PitError;
import org.pitest.util.Verbosity;

/** Tries a sample of the mutants of one module against its tests. */
final class Mutation {
    /** Tests with these tags are not run: long ones, and ones that need what a mutant's process cannot have. */
    private static final List<String> LEFT_OUT = List.of("long", "not-under-mutation");

    /** A test may take three times as long as without a mutation, and some time more. */
    private static final float TIMES = 3;

    private static final int THREADS = 2;

    /**
     * How many mutants a process tries before it is replaced: what one leaves behind is not there for all others. Of more
     * there is little to be had: to start processes was a tenth of the time of a run of agent-encdec, and most of it waits.
     */
    private static final int UNIT = 8;

    private final Options options;
    private final Path java;
    private final Duration more;

    /**
     * @param java the program that tests are run by
     * @param more what a test gets beyond three times its time: other work on the machine shall kill none
     */
    Mutation(Options options, Path java, Duration more) {
        this.options = options;
        this.java = java;
        this.more = more;
    }

    /**
     * Runs and tells.
     *
     * @throws PitHelpError when the tests do not pass without a mutation
     * @throws IllegalArgumentException when nothing is to be tried
     */
    void run(PrintStream out) throws IOException {
        Log.setVerbose(Verbosity.QUIET);
        Explanations explanations = Explanations.read(Files.readAllLines(options.explained()));
        Sample sample = new Sample(options.draw());
        Results results = new Results(out);
        new EntryPoint()
                .execute(
                        options.module().toFile(),
                        settings(),
                        new PluginServices(new Plugins(sample, results)),
                        Map.copyOf(System.getenv()))
                .getError()
                .ifPresent(fault -> {
                    throw new IllegalStateException(fault);
                });
        if (results.all().isEmpty()) {
            throw new IllegalArgumentException("no class of the sample has a name in which '%s' is found"
                    .formatted(options.draw().only()));
        }
        out.println("mutate: %d mutants, of which seed %d drew %d"
                .formatted(sample.all().size(), options.draw().seed(), sample.drawn()));
        if (!options.draw().whole()) {
            out.println("mutate: tried were only those of classes in whose name '%s' is found: no figure for the module"
                    .formatted(options.draw().only()));
        }
        new Account(new Naming(options.sources(), sample.all()), explanations, results.all()).tell(out);
    }

    private ReportOptions settings() throws IOException {
        ReportOptions settings = new ReportOptions();
        settings.setProjectBase(options.module());
        settings.setReportDir(options.module().resolve("target/mutation").toString());
        settings.setShouldCreateTimestampedReports(false);
        settings.setIncludeLaunchClasspath(false);
        settings.setClassPathElements(classPath());
        settings.setCodePaths(List.of(options.classes().toString()));
        settings.setSourceDirs(List.of(options.sources()));
        settings.setTargetClasses(handWritten());
        List<Predicate<String>> tests = List.of(ofTests()::contains);
        settings.setTargetTests(tests);
        settings.setGroupConfig(new TestGroupConfig(LEFT_OUT, List.of()));
        settings.setMutators(List.of("DEFAULTS"));
        settings.addOutputFormats(List.of(Results.NAME));
        settings.setNumberOfThreads(THREADS);
        settings.setMutationUnitSize(UNIT);
        settings.setTimeoutFactor(TIMES);
        settings.setTimeoutConstant(more.toMillis());
        settings.setVerbosity(Verbosity.QUIET);
        settings.setFailWhenNoMutations(true);
        settings.setJavaExecutable(java.toString());
        settings.addChildJVMArgs(List.of(
                "-Xmx768m",
                "-Dmfs.seeds=20",
                "-Dmfs.crash-step=9",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:-HeapDumpOnOutOfMemoryError"));
        return settings;
    }

    /** The module's, and what PIT needs beside the tests. */
    private List<String> classPath() {
        List<String> all = new ArrayList<>(
                List.of(options.classes().toString(), options.tests().toString()));
        all.addAll(options.classPath());
        for (Class<?> type : List.of(EntryPoint.class, PitError.class, JUnit5TestPluginFactory.class, Launcher.class)) {
            all.add(jarOf(type));
        }
        return all.stream().distinct().toList();
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Classes that stand in the module's own sources: what was generated into it is not ours to test. */
    private List<String> handWritten() throws IOException {
        return namesIn(options.sources(), ".java")
                .flatMap(name -> Stream.of(name, name + "$*"))
                .toList();
    }

    private List<String> ofTests() throws IOException {
        return namesIn(options.tests(), ".class")
                .filter(name -> name.endsWith("Test"))
                .toList();
    }

    private static Stream<String> namesIn(Path folder, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
        }
        return files.stream()
                .map(file -> folder.relativize(file).toString())
                .map(name -> name.substring(0, name.length() - ending.length()).replace('/', '.'));
    }
}
