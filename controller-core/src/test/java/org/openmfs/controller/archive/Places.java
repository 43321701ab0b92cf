package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A member's archive in a folder of a test, with clocks that the test drives. */
final class Places {
    static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final AtomicReference<Instant> wall = new AtomicReference<>(NOW);
    private final AtomicLong steady = new AtomicLong();

    Places(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    ArchiveTime time() {
        return new ArchiveTime(wall::get, steady::get);
    }

    void pass(Duration time) {
        wall.updateAndGet(now -> now.plus(time));
        steady.addAndGet(time.toNanos());
    }

    void turnWallClock(Duration by) {
        wall.updateAndGet(now -> now.plus(by));
    }

    Settings settings(String member) {
        return Settings.of(file(member + ".db"), new MemberId(member));
    }

    Archive open(String member) throws ArchiveFailure {
        return Archive.open(settings(member), Head.NONE, time());
    }

    Archive open(String member, Limits limits) throws ArchiveFailure {
        Settings of = settings(member);
        return Archive.open(new Settings(of.file(), of.member(), limits, of.algorithm()), Head.NONE, time());
    }

    /** An archive of so many audit entries, closed. */
    Path filled(String member, int entries) throws ArchiveFailure {
        try (Archive archive = open(member)) {
            fill(archive, entries);
        }
        return file(member + ".db");
    }

    /** Appends so many and waits for the last. */
    static Head fill(Archive archive, int entries) throws ArchiveFailure {
        for (int i = 1; i < entries; i++) {
            archive.append(audit("request " + i));
        }
        return archive.write(audit("request " + entries), PATIENCE);
    }

    static Entry audit(String what) {
        return new Entry(Entry.AUDIT, "admin", what, "192.0.2.7", "201");
    }

    static List<Archived> read(Path file) throws ArchiveFailure {
        List<Archived> read = new ArrayList<>();
        Merged.read(List.of(file), (member, row) -> read.add(row));
        return read;
    }

    static List<String> kinds(Path file) throws ArchiveFailure {
        return read(file).stream().map(row -> row.entry().kind()).toList();
    }

    /** Changes a file as somebody would who has SQLite and not the archive; how many rows. */
    static int edit(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            int rows = 0;
            for (String one : statements) {
                rows += statement.executeUpdate(one);
            }
            return rows;
        }
    }

    static List<Verdict> verdicts(Path... files) {
        return new Verification(List.of(files), List.of()).verdicts();
    }

    /** What is broken in one file; empty if nothing is. */
    static String fault(Path file) {
        return verdicts(file).getFirst().fault();
    }
}
