package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.controller.archive.ArchiveFailure.Why;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** One connection to one file; each failure says which file and why. Made without DriverManager, which knows no bundles. */
final class Sqlite implements AutoCloseable {
    private static final int PATIENCE_MS = 2_000;

    private final Path file;
    private final Connection connection;

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Fills in the place holders. */
    interface Values {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private Sqlite(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** For the one writer: what is committed is on disk. */
    static Sqlite writing(Path file) throws ArchiveFailure {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return open(file, config);
    }

    /** For readers beside it: changes nothing, and sees what was committed when it began. */
    static Sqlite reading(Path file) throws ArchiveFailure {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return open(file, config);
    }

    /** Whether it has the form of one; whether it is sound shows when it is read. */
    static boolean isDatabase(Path file) throws ArchiveFailure {
        try (Sqlite there = reading(file);
                Statement question = there.connection.createStatement()) {
            question.execute("PRAGMA schema_version");
            return true;
        } catch (SQLException e) {
            return e.getErrorCode() != SQLiteErrorCode.SQLITE_NOTADB.code;
        }
    }

    private static Sqlite open(Path file, SQLiteConfig config) throws ArchiveFailure {
        if (file.toString().contains("?")) {
            throw new ArchiveFailure(Why.UNREADABLE, file + ": the name of an archive has no '?'");
        }
        config.setBusyTimeout(PATIENCE_MS);
        try {
            return new Sqlite(file, config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        } catch (SQLException e) {
            throw new ArchiveFailure(Why.UNREADABLE, file + " can't be opened: " + text(e), e);
        }
    }

    void execute(String statement) throws ArchiveFailure {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    /** How many rows were written. */
    int write(String statement, Values values) throws ArchiveFailure {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            values.bind(prepared);
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    void insertAll(List<Archived> rows) throws ArchiveFailure {
        try (PreparedStatement insert = connection.prepareStatement(Rows.INSERT)) {
            for (Archived row : rows) {
                Rows.bind(insert, row);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    <T> List<T> read(String query, Row<T> reader, Values values) throws ArchiveFailure {
        try (Cursor<T> rows = cursor(query, reader, values)) {
            List<T> read = new ArrayList<>();
            while (rows.hasNext()) {
                read.add(rows.next());
            }
            return read;
        }
    }

    long number(String query) throws ArchiveFailure {
        return read(query, row -> row.getLong(1), none -> {}).getFirst();
    }

    <T> Cursor<T> cursor(String query, Row<T> reader, Values values) throws ArchiveFailure {
        try {
            return Cursor.of(file, connection.prepareStatement(query), reader, values);
        } catch (SQLException e) {
            throw Cursor.damaged(file, e);
        }
    }

    /** On a full disk SQLite may have rolled back by itself. */
    void rollBack(ArchiveFailure why) {
        try {
            execute("ROLLBACK");
        } catch (ArchiveFailure none) {
            why.addSuppressed(none);
        }
    }

    private ArchiveFailure unwritable(SQLException e) {
        return new ArchiveFailure(Why.UNWRITABLE, file + " can't be written: " + text(e), e);
    }

    /** What SQLite says, without the code before it in brackets and on one line. */
    static String text(SQLException e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return text.replaceFirst("^\\[\\w+] +", "");
    }

    @Override
    public void close() throws ArchiveFailure {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }
}
