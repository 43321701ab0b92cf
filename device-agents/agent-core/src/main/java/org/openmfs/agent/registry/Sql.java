package org.openmfs.agent.registry;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One SQLite file, written to disk before a call returns, and held by this process alone. */
final class Sql implements AutoCloseable {
    private static final List<String> PRAGMAS = List.of(
            "PRAGMA busy_timeout=200",
            "PRAGMA locking_mode=EXCLUSIVE",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA secure_delete=ON",
            "PRAGMA wal_autocheckpoint=0");
    private final Path file;
    private final Connection connection;

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Sql(Path file) {
        this.file = file;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new RegistryFailure("journal " + file + " cannot be opened: " + Unpacked.why(e), e);
        }
        boolean ours = false;
        try {
            PRAGMAS.forEach(this::execute);
            execute("BEGIN IMMEDIATE");
            execute("COMMIT");
            ours = true;
        } finally {
            if (!ours) {
                giveUp();
            }
        }
    }

    private void giveUp() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Why it is given up is told.
        }
    }

    void execute(String statement) {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** How many rows were written. */
    int write(String statement, Object... values) {
        try (PreparedStatement prepared = prepared(statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> List<T> read(String query, Row<T> reader, Object... values) {
        try (PreparedStatement prepared = prepared(query, values);
                ResultSet rows = prepared.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** All of it or nothing. */
    void together(Runnable writes) {
        execute("BEGIN IMMEDIATE");
        try {
            writes.run();
            execute("COMMIT");
        } catch (RuntimeException why) {
            rollBack(why);
            throw why;
        }
    }

    /** On a full disk SQLite may have rolled back by itself. */
    private void rollBack(RuntimeException why) {
        try {
            execute("ROLLBACK");
        } catch (RegistryFailure none) {
            why.addSuppressed(none);
        }
    }

    private PreparedStatement prepared(String statement, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    private RegistryFailure failed(SQLException e) {
        return new RegistryFailure("journal " + file + " failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try (Connection closed = connection) {
            execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
