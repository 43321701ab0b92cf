package org.openmfs.karaf.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One start of the controller in Karaf: it has what it needs, and is up in time, or the process ends and says why. */
final class Start {
    private static final int CANNOT = 1;
    private static final Set<String> MADE = Set.of("lock", "karaf");

    private final FileLock lock;
    private final Path log;

    private Start(FileLock lock, Path log) {
        this.lock = lock;
        this.log = log;
    }

    /** Ends the process where it can't be. */
    static void begin(Path data, Path base) {
        try {
            FileLock lock = StartConditions.require(StartSettings.read(data, base, System::getProperty));
            KeptModels.of(base, Path.of(System.getProperty("karaf.home")))
                    .require(System.getenv("MFS_BACKUP_REPLACE") != null);
            Start start = new Start(lock, base.resolve("data/log/karaf.log"));
            Thread.ofPlatform().daemon().name("start").start(start::watch);
        } catch (FileSystemException e) {
            leave(
                    data,
                    e.getFile() + ": " + Optional.ofNullable(e.getReason()).orElse("can't be made, read or written"));
        } catch (IOException e) {
            leave(data, Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }

    /** A folder that was made for this start alone, in which nothing was kept, is not left behind. */
    private static void leave(Path data, String reason) {
        if (System.getenv("MFS_FRESH") != null && holdsNothing(data)) {
            try (Stream<Path> made = Files.walk(data)) {
                for (Path path : made.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                end(reason + "; " + data + " was made for this start and can't be taken away");
            }
        }
        end(reason);
    }

    /** Beside what the program that starts Karaf makes there. */
    private static boolean holdsNothing(Path data) {
        try (Stream<Path> content = Files.list(data)) {
            return content.map(file -> file.getFileName().toString()).allMatch(MADE::contains);
        } catch (IOException e) {
            return false;
        }
    }

    /** The controller sets the property when it is up; whatever keeps it from that, nobody else would tell. */
    private void watch() {
        Duration limit = Duration.ofSeconds(Long.getLong("openmfs.start.limit", 300));
        try {
            Thread.sleep(limit);
            if (System.getProperty("openmfs.started") == null) {
                end("not started within " + limit.toSeconds() + " s; what keeps it is in " + log);
            }
            holdFolder();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A lock that nobody refers to is let go of some day. */
    private void holdFolder() throws InterruptedException {
        while (lock.isValid()) {
            Thread.sleep(Duration.ofDays(1));
        }
    }

    private static void end(String reason) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8).println("controller: " + reason);
        Runtime.getRuntime().halt(CANNOT);
    }
}
