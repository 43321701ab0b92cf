package org.openmfs.standalone.mdsal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What was changed since a configuration was written as a whole: a row of SQLite for each commit, on disk when it is
 * acknowledged. All rows are of one set of models.
 */
final class ConfigurationJournal implements AutoCloseable {
    /** {@code MFSC}: tells such a file from others. */
    private static final int APPLICATION = 0x4d465343;

    private static final int FORMAT = 1;
    private static final int PATIENCE_MS = 2_000;
    private static final Set<SQLiteErrorCode> DAMAGE =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);
    private static final List<String> TABLES = List.of(
            "CREATE TABLE models (one INTEGER PRIMARY KEY CHECK (one = 1), modules TEXT NOT NULL) STRICT",
            "CREATE TABLE entries (generation INTEGER PRIMARY KEY, mark BLOB NOT NULL, change BLOB NOT NULL) STRICT",
            "PRAGMA application_id=" + APPLICATION,
            "PRAGMA user_version=" + FORMAT);

    private final Path file;
    private final Connection connection;

    /**
     * A commit.
     *
     * @param generation how many commits there were with it
     * @param mark hash over this and the mark of the one before
     * @param change its edits, as {@link Edit} writes them
     */
    record Entry(long generation, String mark, byte[] change) {
        static Entry after(long generation, String mark, byte[] change) {
            byte[] number =
                    ByteBuffer.allocate(Long.BYTES).putLong(generation + 1).array();
            return new Entry(generation + 1, Sha256.hexOf(HexFormat.of().parseHex(mark), number, change), change);
        }

        boolean follows(long generationBefore, String markBefore) {
            Entry expected = after(generationBefore, markBefore, change);
            return expected.generation == generation && expected.mark.equals(mark);
        }
    }

    private ConfigurationJournal(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Not where the start that made it was ended before anything was written to it. */
    static boolean isThere(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /** @throws IOException if SQLite's own part can't be loaded on this machine */
    static void requireLibrary() throws IOException {
        try {
            JDBC.createConnection("jdbc:sqlite::memory:", new Properties()).close();
        } catch (SQLException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "the native library of SQLite can't be unpacked to "
                            + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
                            + ", or not loaded: " + why.getMessage(),
                    e);
        }
    }

    /** For the one writer. */
    static ConfigurationJournal writing(Path file) throws IOException {
        FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
        // One that was put back by hand may be open to others.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return open(file, config);
    }

    /** For readers beside it: changes nothing, and sees what there was when it read first. */
    static ConfigurationJournal reading(Path file) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        ConfigurationJournal journal = open(file, config);
        journal.run("BEGIN");
        return journal;
    }

    private static ConfigurationJournal open(Path file, SQLiteConfig config) throws IOException {
        config.setBusyTimeout(PATIENCE_MS);
        try {
            return new ConfigurationJournal(file, config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /**
     * Whether it has tables.
     *
     * @throws DamagedConfigurationException if they are not those of a journal
     */
    boolean isBegun() throws IOException {
        if (number("SELECT count(*) FROM sqlite_master") == 0) {
            return false;
        }
        if (number("PRAGMA application_id") != APPLICATION || number("PRAGMA user_version") != FORMAT) {
            throw unusable("it is no journal that this version knows: start the version that wrote it and end it");
        }
        return true;
    }

    /** Makes tables. */
    void begin(ModelSet models) throws IOException {
        run("BEGIN IMMEDIATE");
        for (String table : TABLES) {
            run(table);
        }
        write("INSERT INTO models VALUES (1, ?)", insert -> insert.setString(1, models.toString()));
        run("COMMIT");
    }

    /** Forgets all, and goes on with these. */
    void beginAnew(ModelSet models) throws IOException {
        run("BEGIN IMMEDIATE");
        run("DELETE FROM entries");
        write("UPDATE models SET modules = ?", update -> update.setString(1, models.toString()));
        run("COMMIT");
    }

    ModelSet models() throws IOException {
        return ModelSet.parse(
                String.join("\n", read("SELECT modules FROM models", row -> String.valueOf(row.getString(1)))));
    }

    /** In the place of one of the same generation, which was not committed then. */
    void put(Entry entry) throws IOException {
        write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", insert -> {
            insert.setLong(1, entry.generation());
            insert.setBytes(2, HexFormat.of().parseHex(entry.mark()));
            insert.setBytes(3, entry.change());
        });
    }

    boolean isEmpty() throws IOException {
        return number("SELECT count(*) FROM entries") == 0;
    }

    /** In order. */
    List<Entry> from(long generation) throws IOException {
        return read(
                "SELECT generation, mark, change FROM entries WHERE generation >= " + generation
                        + " ORDER BY generation",
                row -> new Entry(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)), row.getBytes(3)));
    }

    void forgetUpTo(long generation) throws IOException {
        write("DELETE FROM entries WHERE generation <= ?", delete -> delete.setLong(1, generation));
    }

    void forgetAfter(long generation) throws IOException {
        write("DELETE FROM entries WHERE generation > ?", delete -> delete.setLong(1, generation));
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Values {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private long number(String query) throws IOException {
        return read(query, row -> row.getLong(1)).getFirst();
    }

    private <T> List<T> read(String query, Row<T> row) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(row.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    private void run(String statement) throws IOException {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    private void write(String statement, Values values) throws IOException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            values.bind(prepared);
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /** A journal that can't be used, with what leads on from there. */
    DamagedConfigurationException unusable(String why) {
        return unusable(file, why, null);
    }

    private static DamagedConfigurationException unusable(Path file, String why, Throwable cause) {
        return new DamagedConfigurationException(
                file + ": " + why + "; or move it (with its -wal) away to go on with what configuration.json has,"
                        + " without what was changed after that",
                cause);
    }

    private static IOException fault(Path file, SQLException e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceFirst("^\\[\\w+] +", "");
        boolean damaged = e instanceof SQLiteException sqlite && DAMAGE.contains(sqlite.getResultCode());
        return damaged
                ? unusable(file, "it is damaged (" + text + "): put a copy of it back", e)
                : new IOException(file + ": " + text, e);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }
}
