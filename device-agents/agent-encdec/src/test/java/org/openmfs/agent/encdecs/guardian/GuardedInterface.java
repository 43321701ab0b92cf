package org.openmfs.agent.encdecs.guardian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** An interface that is a list of the lines that an ip(8) of a few lines was given for it. */
final class GuardedInterface implements GuardianEvents, AutoCloseable {
    static final String NAME = "macsec0";
    static final List<String> FIRST = List.of("macsec set macsec0 tx sa 0 off", "macsec del macsec0 tx sa 0");
    static final List<String> SECOND = List.of(
            "macsec set macsec0 rx sci 024d4653000b0001 sa 1 off", "macsec del macsec0 rx sci 024d4653000b0001 sa 1");
    static final GuardianPace PACE = new GuardianPace(
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));
    private static final String RECORDS = """
            #!/bin/bash
            while IFS= read -r line; do
                if [ "$line" = "link show dev lo" ]; then echo "1: lo: <LOOPBACK>"; else echo "$line" >> LINES; fi
            done
            """;
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(20).toNanos();

    final AtomicInteger fired = new AtomicInteger();
    final AtomicInteger bugs = new AtomicInteger();
    final CountDownLatch lost = new CountDownLatch(1);
    final Path folder;
    final Path ip;
    private final Path lines;
    private final List<Guardian> opened = new ArrayList<>();

    GuardedInterface(Path place) throws IOException {
        this.folder = place.resolve("guardian");
        this.ip = place.resolve("ip");
        this.lines = Files.createFile(place.resolve("lines"));
        ipIs("");
    }

    private void ipIs(String first) throws IOException {
        Files.writeString(
                ip, RECORDS.replace("LINES", lines.toString()).replace("#!/bin/bash\n", "#!/bin/bash\n" + first));
        if (!ip.toFile().setExecutable(true)) {
            throw new IOException(ip + " can't be made executable");
        }
    }

    /** An ip(8) that the first time does as the words say, and from then on records. */
    void ipIsFirst(String words) throws IOException {
        String marker = lines.resolveSibling("marker").toString();
        ipIs("[ -e " + marker + " ] || { touch " + marker + "; read -r line; echo LOOPBACK; " + words + "; }\n");
    }

    /** An ip(8) that hangs when it gets its lines, so many times; only then it records. */
    void ipHangs(int times) throws IOException {
        String marker = lines.resolveSibling("hung").toString();
        ipIs("read -r line; echo LOOPBACK; n=$(cat " + marker + " 2>/dev/null || echo 0); if [ $n -lt " + times
                + " ]; then read -r line; echo $((n + 1)) > " + marker + "; exec sleep 1000; fi\n");
    }

    Guardian open() throws GuardianFailure {
        return open(PACE);
    }

    Guardian open(GuardianPace pace) throws GuardianFailure {
        Guardian guardian = Guardian.open(folder, NAME, List.of(ip.toString(), "-force", "-batch", "-"), pace, this);
        opened.add(guardian);
        return guardian;
    }

    /** What ip(8) was given so far. */
    List<String> removed() {
        try {
            return Files.readAllLines(lines);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> both() {
        return Stream.concat(FIRST.stream(), SECOND.stream()).toList();
    }

    /** The one process that leads the session of the guardian. */
    ProcessHandle process() {
        List<ProcessHandle> leaders = processes()
                .filter(process -> process.parent().filter(this::isOurs).isEmpty())
                .toList();
        if (leaders.size() != 1) {
            throw new AssertionError("guardians: " + leaders);
        }
        return leaders.getFirst();
    }

    Stream<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(words -> words.length > 0 && words[0].startsWith(folder.getParent() + "/"))
                .isPresent();
    }

    ProcessHandle waitingIp() {
        return process()
                .children()
                .filter(child -> child.info()
                        .arguments()
                        .filter(words -> words[0].equals(ip.toString()))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ip waits"));
    }

    /** A signal by its name. */
    static void signal(ProcessHandle process, String name) throws Exception {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new AssertionError("no such process");
        }
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not in time: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void fired() {
        if (bugs.getAndDecrement() > 0) {
            throw new NoClassDefFoundError("a bug that the test put here");
        }
        fired.incrementAndGet();
    }

    @Override
    public void lost(GuardianFailure why) {
        lost.countDown();
    }

    @Override
    public void close() throws Exception {
        for (Guardian guardian : opened) {
            try {
                guardian.close();
            } catch (GuardianFailure noneThatRuns) {
                lost.countDown();
            }
        }
        await("the end of all guardians", () -> {
            processes().forEach(ProcessHandle::destroyForcibly);
            return processes().findAny().isEmpty();
        });
        ProcessHandle.allProcesses().filter(this::ticks).forEach(tick -> {
            tick.descendants().forEach(ProcessHandle::destroyForcibly);
            tick.destroyForcibly();
        });
    }

    /** What a killed guardian leaves for up to 5 s. */
    private boolean ticks(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(words -> words.length > 2 && words[2].startsWith(folder + "/"))
                .isPresent();
    }
}
