package org.openmfs.agent.encdecs.macsec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.agent.encdec.EncDecFailure;

/**
 * Runs a script of ip(8) commands in one process, and returns what it printed as JSON. Where a file is named for it, only one
 * such process runs at a time, whoever started it: what an agent that is gone told the kernel is over before the next one
 * tells it anything.
 */
public final class IpCommand implements IpRunner {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** How long those before are waited for; shorter than it is given to be at its own end. */
    private static final Duration TURN = Duration.ofSeconds(10);
    /** What flock(1) ends with where its turn has not come, and where it can't run the program. */
    private static final int NOT_YET = 75;

    private static final int NO_PROGRAM = 69;

    /** A hundred times what an interface with all its keys takes. */
    private static final int MOST_OCTETS = 1 << 20;

    private static final Pattern FAILED_LINE = Pattern.compile("Command failed -:(\\d+)");
    private static final Pattern KERNEL_ANSWER = Pattern.compile("RTNETLINK answers: ([A-Za-z ,]+)");

    private final List<String> line;
    private final List<String> turn;
    private final Duration patience;

    IpCommand(List<String> line) {
        this(line, PATIENCE);
    }

    /** @param patience until ip(8) has to be at its end */
    IpCommand(List<String> line, Duration patience) {
        this(line, List.of(), patience);
    }

    private IpCommand(List<String> line, List<String> turn, Duration patience) {
        this.line = line;
        this.turn = turn;
        this.patience = patience;
    }

    /**
     * The same, one at a time.
     *
     * @param held the file that a process holds as long as it runs, by flock(1); made if it is not there
     */
    public IpCommand inOrder(Path held) {
        List<String> words = List.of(
                "flock", "-E", String.valueOf(NOT_YET), "-w", String.valueOf(TURN.toSeconds()), "-F", held.toString());
        return new IpCommand(line, words, patience);
    }

    /** In the network namespace of this process. */
    public static IpCommand here() {
        return with(List.of());
    }

    /** In a network namespace that {@code ip netns} knows by name. */
    public static IpCommand inNamespace(String name) {
        return with(List.of("-n", name));
    }

    private static IpCommand with(List<String> options) {
        List<String> line = new ArrayList<>(List.of("ip"));
        line.addAll(options);
        line.addAll(List.of("-s", "-j", "-batch", "-"));
        return new IpCommand(List.copyOf(line));
    }

    /** The words of an ip(8) that reads lines too, prints nothing, and goes on after one that is refused. */
    public List<String> persistent() {
        List<String> words = new ArrayList<>(line);
        words.removeAll(List.of("-s", "-j"));
        words.add(words.size() - 2, "-force");
        return List.copyOf(words);
    }

    @Override
    public String run(IpScript script) throws EncDecFailure {
        try {
            List<String> words = new ArrayList<>(turn);
            words.addAll(line);
            Process process = new ProcessBuilder(words).start();
            Future<String> printed = reading(process.getInputStream());
            Future<String> said = reading(process.getErrorStream());
            try (OutputStream input = process.getOutputStream()) {
                script.writeTo(input);
            }
            if (!process.waitFor(patience)) {
                process.destroyForcibly();
                throw new EncDecFailure("ip did not end in " + patience.toSeconds() + " s: " + script.purpose(1));
            }
            if (process.exitValue() != 0) {
                throw new EncDecFailure(reason(process.exitValue(), script, read(said)));
            }
            return read(printed);
        } catch (IOException e) {
            throw new EncDecFailure("ip could not be run: " + script.purpose(1), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncDecFailure("interrupted: " + script.purpose(1), e);
        }
    }

    /** Reads while the program runs: a pipe that nobody empties would stop it. */
    private static Future<String> reading(InputStream stream) {
        FutureTask<String> task = new FutureTask<>(() -> text(stream.readNBytes(MOST_OCTETS)));
        Thread.ofVirtual().start(task);
        return task;
    }

    private static String read(Future<String> output) throws IOException, InterruptedException {
        try {
            return output.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("what ip printed could not be read", e);
        }
    }

    private String reason(int end, IpScript script, String said) {
        if (!turn.isEmpty() && end == NOT_YET) {
            return "an ip of before is not at its end: " + script.purpose(1);
        }
        return !turn.isEmpty() && end == NO_PROGRAM
                ? "ip could not be run: " + script.purpose(1)
                : refusal(script, said);
    }

    private static String refusal(IpScript script, String said) {
        Matcher failed = FAILED_LINE.matcher(said);
        Matcher answer = KERNEL_ANSWER.matcher(said);
        String what = failed.find() ? script.purpose(Integer.parseInt(failed.group(1))) : script.purpose(1);
        return "ip refused: " + what + ": " + (answer.find() ? answer.group(1).strip() : "no such form or interface");
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
