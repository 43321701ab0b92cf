package org.openmfs.agent.encdecs.guardian;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The two named pipes of a guardian's folder: a question goes into one, its answer comes out of the other.
 *
 * <p>Held open for reading and writing here as in the guardian, so that neither end sees the other come or go. Nothing
 * blocks: a question is written only while the pipe is nearly empty, an answer is read only when it is there.
 */
final class Pipes implements Closeable {
    private static final int UNREAD = 4_096;
    private static final int HEAD = 32;
    private static final Duration SHORTEST_GLANCE = Duration.ofMillis(2);
    private static final Duration LONGEST_GLANCE = Duration.ofMillis(50);
    /** What lasts longer is a machine that stood still, and the guardian with it. */
    private static final long LONGEST_COUNTED_NANOS = Duration.ofMillis(100).toNanos();

    private final RandomAccessFile ask;
    private final RandomAccessFile answer;
    private final FileInputStream asked;
    private final FileInputStream answered;
    private long number = new SecureRandom().nextLong(1_000_000_000_000L);

    private Pipes(RandomAccessFile ask, RandomAccessFile answer) throws IOException {
        this.ask = ask;
        this.answer = answer;
        this.asked = new FileInputStream(ask.getFD());
        this.answered = new FileInputStream(answer.getFD());
    }

    static Pipes open(Path folder) throws GuardianFailure {
        Path ask = pipe(folder.resolve("ask"));
        Path answer = pipe(folder.resolve("answer"));
        try {
            return new Pipes(new RandomAccessFile(ask.toFile(), "rw"), new RandomAccessFile(answer.toFile(), "rw"));
        } catch (IOException e) {
            throw new GuardianFailure("the pipes in " + folder + " could not be opened", e);
        }
    }

    private static Path pipe(Path file) throws GuardianFailure {
        if (!Files.exists(file)) {
            Command.run(Duration.ofSeconds(5), "mkfifo", "-m", "600", file.toString());
        }
        if (Files.isRegularFile(file) || Files.isDirectory(file)) {
            throw new GuardianFailure(file + " must be a named pipe");
        }
        return file;
    }

    /**
     * The guardian's answer, or empty if there was none in time.
     *
     * @param verb {@code beat}, {@code plan}, {@code heard} or {@code end}
     * @param words what belongs to it
     * @param hope whether there can still be one
     */
    Optional<Answer> ask(String verb, String words, Duration patience, BooleanSupplier hope) throws GuardianFailure {
        try {
            empty(answered);
            if (asked.available() > UNREAD) {
                return Optional.empty();
            }
            number++;
            ask.write(framed(verb, words));
            return await(patience, hope);
        } catch (IOException e) {
            throw new GuardianFailure("the guardian's pipes are broken", e);
        }
    }

    /** In one piece of known length, which neither a reader nor the death of a writer cuts. */
    private byte[] framed(String verb, String words) {
        String head = number + " " + verb + " " + words.length();
        return (head + " ".repeat(HEAD - head.length()) + words).getBytes(StandardCharsets.US_ASCII);
    }

    private Optional<Answer> await(Duration patience, BooleanSupplier hope) throws IOException, GuardianFailure {
        long left = patience.toNanos();
        long before = System.nanoTime();
        StringBuilder heard = new StringBuilder();
        Pauses glances = new Pauses(SHORTEST_GLANCE, LONGEST_GLANCE);
        while (true) {
            long now = System.nanoTime();
            left -= Math.min(now - before, LONGEST_COUNTED_NANOS);
            before = now;
            boolean over = left <= 0;
            int waiting = answered.available();
            if (waiting == 0 && (over || !hope.getAsBoolean())) {
                return Optional.empty();
            }
            if (waiting == 0) {
                glances.next();
            }
            heard.append(new String(answered.readNBytes(waiting), StandardCharsets.US_ASCII));
            for (int line = heard.indexOf("\n"); line >= 0; line = heard.indexOf("\n")) {
                Optional<Answer> found = Answer.parse(heard.substring(0, line), number);
                if (found.isPresent()) {
                    return found;
                }
                heard.delete(0, line + 1);
            }
        }
    }

    /** Takes away what a guardian that is gone has left in the pipes. */
    void empty() throws GuardianFailure {
        try {
            empty(asked);
            empty(answered);
        } catch (IOException e) {
            throw new GuardianFailure("the guardian's pipes are broken", e);
        }
    }

    private static void empty(FileInputStream pipe) throws IOException {
        for (int waiting = pipe.available(); waiting > 0; waiting = pipe.available()) {
            pipe.skipNBytes(waiting);
        }
    }

    @Override
    public void close() throws IOException {
        ask.close();
        answer.close();
    }
}
