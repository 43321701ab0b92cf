package org.openmfs.agent.identity;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was read from files that belong together, and reads them again when they changed: the new is taken when it
 * can be read as a whole, the old is kept until then.
 *
 * <p>Files are replaced one after the other, so that for a while they do not fit; only when that lasts it is told. A file
 * that is removed is told at once.
 */
public final class Reread<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Reread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final List<Path> files;
    private final Reader<T> reader;
    private final InstantSource clock;
    private volatile T current;
    private List<FileStamp> taken;
    private List<FileStamp> tried;
    private Instant lastTry = Instant.MIN;
    private Instant changed = Instant.MIN;
    private Instant missingSince = Instant.MAX;
    private String told = "";

    /** Reads the files as a whole, and refuses what does not fit together. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param before what was in use until now, nothing at the first time
         * @throws IOException if a file cannot be read
         * @throws GeneralSecurityException if what was read cannot be used
         */
        T read(Optional<T> before) throws IOException, GeneralSecurityException;
    }

    /** Reads for the first time. */
    public Reread(List<Path> files, Reader<T> reader, InstantSource clock)
            throws IOException, GeneralSecurityException {
        this.files = List.copyOf(files);
        this.reader = reader;
        this.clock = clock;
        this.taken = FileStamp.of(files);
        this.tried = taken;
        this.current = read(Optional.empty());
    }

    /** What was read last and fits together. */
    public T current() {
        return current;
    }

    /** Looks whether the files changed; tells whether {@link #current} is new. To be called every second. */
    public synchronized boolean look() {
        List<FileStamp> now = FileStamp.of(files);
        Instant time = clock.instant();
        lookForMissing(now, time);
        if (now.equals(taken)) {
            tried = taken;
            told = "";
            return false;
        }
        if (tried.equals(taken)) {
            changed = time;
        } else if (now.equals(tried) && !time.isBefore(lastTry) && time.isBefore(lastTry.plus(AGAIN))) {
            // A clock that was set back must not make good files wait until it has caught up.
            return false;
        }
        tried = now;
        lastTry = time;
        return take(now, time);
    }

    /** A file that is replaced may be away for a moment; one that is still away a second later was removed. */
    private void lookForMissing(List<FileStamp> now, Instant time) {
        String missing = now.stream()
                .filter(FileStamp::isMissing)
                .map(stamp -> missing(stamp.file().toString()))
                .collect(Collectors.joining("; "));
        if (missing.isEmpty() || missingSince.isAfter(time)) {
            missingSince = missing.isEmpty() ? Instant.MAX : time;
        } else if (!time.isBefore(missingSince.plus(MOMENT))) {
            tell(missing);
        }
    }

    private static String missing(String file) {
        return file + ": there is no such file";
    }

    private boolean take(List<FileStamp> before, Instant time) {
        try {
            T fresh = read(Optional.of(current));
            if (!FileStamp.of(files).equals(before)) {
                return false;
            }
            current = fresh;
            taken = before;
            told = "";
            LOG.info("{}: read again; new connections use it", files.getFirst());
            return true;
        } catch (IOException | GeneralSecurityException unfit) {
            complain(text(unfit), time);
            return false;
        }
    }

    /** Whatever else a reader throws is about what is in the files, which nobody thought of. */
    private T read(Optional<T> before) throws IOException, GeneralSecurityException {
        try {
            return reader.read(before);
        } catch (RuntimeException odd) {
            throw new IOException(files.getFirst() + ": cannot be used, nor what belongs to it: " + odd, odd);
        }
    }

    private void complain(String what, Instant time) {
        if (!time.isBefore(changed.plus(PATIENCE)) && missingSince.equals(Instant.MAX)) {
            tell(what);
        }
    }

    private void tell(String what) {
        if (!what.equals(told)) {
            told = what;
            LOG.warn("changed files are not used, what was read before still is: {}", what);
        }
    }

    /** What was told last of files that are not used; nothing where they are. */
    synchronized Optional<String> trouble() {
        return Optional.of(told).filter(what -> !what.isEmpty());
    }

    private static String text(Exception unfit) {
        return unfit instanceof NoSuchFileException missing ? missing(missing.getFile()) : unfit.getMessage();
    }
}
