package org.openmfs.agent.encdec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.key.KeyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which keys an Enc/Dec may still take: each direction upwards by number, each key once, so that packet numbers never
 * repeat under a key. What was begun and is not known to have been done may be repeated; what was done, or removed, never.
 *
 * <p>One line a direction, on disk before the key it names is installed; it does not grow.
 */
public final class KeyLedger {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLedger.class);
    private static final String FORMAT = "mfs-key-ledger 1";
    private static final int LONGEST = 1024;

    /** Frames that come in, or frames that go out. */
    public enum Direction {
        RECEIVE,
        SEND
    }

    /** @param done whether the device has, or had, the key */
    private record Mark(long number, String key, boolean done) {
        private static final Mark NONE = new Mark(0, "-", true);

        String line(Direction direction) {
            return direction + " " + number + " " + key + " " + (done ? "done" : "begun");
        }

        static Mark of(List<String> words) {
            if (words.size() != 4 || !List.of("done", "begun").contains(words.getLast())) {
                throw new IllegalArgumentException("not a line of a key ledger");
            }
            return new Mark(
                    Long.parseLong(words.get(1)), words.get(2), words.getLast().equals("done"));
        }
    }

    private final Optional<Path> file;
    private final Map<Direction, Mark> marks = new EnumMap<>(Direction.class);

    private KeyLedger(Optional<Path> file) {
        this.file = file;
        for (Direction direction : Direction.values()) {
            marks.put(direction, Mark.NONE);
        }
    }

    /** For an Enc/Dec whose keys end with this process. */
    public static KeyLedger inMemory() {
        return new KeyLedger(Optional.empty());
    }

    /**
     * For an Enc/Dec that outlives this process; the file is made with the first key.
     *
     * @throws IOException if the file is there and can't be read, or is no key ledger of this format
     */
    public static KeyLedger in(Path file) throws IOException {
        KeyLedger ledger = new KeyLedger(Optional.of(file));
        if (Files.exists(file)) {
            ledger.read(new String(OwnerOnlyFile.read(file, LONGEST), StandardCharsets.US_ASCII));
        }
        return ledger;
    }

    private void read(String text) throws IOException {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
            throw new IOException(file.orElseThrow() + " is not of the form \"" + FORMAT + "\"");
        }
        try {
            for (String line : lines.subList(1, lines.size())) {
                List<String> words = List.of(line.split(" "));
                marks.put(Direction.valueOf(words.getFirst()), Mark.of(words));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file.orElseThrow() + " is not a key ledger", e);
        }
    }

    /** The greatest number of a key that was ever to be installed; keys to come are numbered from there. */
    public synchronized long newest() {
        return marks.values().stream().mapToLong(Mark::number).max().orElse(0);
    }

    /**
     * Notes that the key is about to be installed; returns once that would survive a loss of power.
     *
     * @throws EncDecFailure if the key or a later one was installed before, or it can't be noted
     */
    public synchronized void begin(Direction direction, DirectionalKey key) throws EncDecFailure {
        Mark last = marks.get(direction);
        boolean again =
                last.number() == key.number() && last.key().equals(key.id().hex()) && !last.done();
        if (again) {
            return;
        }
        if (key.number() <= last.number() || last.key().equals(key.id().hex())) {
            throw EncDecFailure.lasting("key " + key.id() + " was used before");
        }
        Mark next = new Mark(key.number(), key.id().hex(), false);
        try {
            write(direction, next);
        } catch (IOException e) {
            throw new EncDecFailure("key " + key.id() + " could not be noted in " + file.orElseThrow(), e);
        }
        marks.put(direction, next);
    }

    /** The device has the key, or is to be rid of it: it is not installed again. */
    public synchronized void done(KeyId key) {
        for (Direction direction : Direction.values()) {
            done(direction, key);
        }
    }

    /** The device has the key in this direction. */
    public synchronized void done(Direction direction, KeyId key) {
        Mark last = marks.get(direction);
        if (!last.done() && last.key().equals(key.hex())) {
            Mark settled = new Mark(last.number(), last.key(), true);
            marks.put(direction, settled);
            try {
                write(direction, settled);
            } catch (IOException e) {
                // The key is where it should be, or goes; a journal that can't be written must not keep it.
                LOG.error("key {} could not be noted as installed in {}: {}", key, file.orElseThrow(), e.getMessage());
            }
        }
    }

    private void write(Direction changed, Mark to) throws IOException {
        if (file.isPresent()) {
            StringBuilder text = new StringBuilder(FORMAT).append('\n');
            marks.forEach((direction, mark) -> text.append((direction == changed ? to : mark).line(direction))
                    .append('\n'));
            OwnerOnlyFile.write(file.get(), text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
