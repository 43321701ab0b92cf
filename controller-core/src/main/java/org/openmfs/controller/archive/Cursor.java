package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** Rows of a query, one after the other, however many. */
final class Cursor<T> implements AutoCloseable {
    private final Path file;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Sqlite.Row<T> reader;
    private boolean ready;

    private Cursor(Path file, PreparedStatement statement, Sqlite.Row<T> reader) throws SQLException {
        this.file = file;
        this.statement = statement;
        this.reader = reader;
        this.rows = statement.executeQuery();
        this.ready = rows.next();
    }

    static <T> Cursor<T> of(Path file, PreparedStatement statement, Sqlite.Row<T> reader, Sqlite.Values values)
            throws SQLException {
        boolean open = false;
        try {
            values.bind(statement);
            Cursor<T> cursor = new Cursor<>(file, statement, reader);
            open = true;
            return cursor;
        } finally {
            if (!open) {
                statement.close();
            }
        }
    }

    boolean hasNext() {
        return ready;
    }

    T next() throws ArchiveFailure {
        try {
            T read = reader.read(rows);
            ready = rows.next();
            return read;
        } catch (SQLException e) {
            throw damaged(file, e);
        }
    }

    static ArchiveFailure damaged(Path file, SQLException e) {
        return new ArchiveFailure(Why.BROKEN, file + " is damaged: " + Sqlite.text(e), e);
    }

    @Override
    public void close() throws ArchiveFailure {
        try (statement) {
            rows.close();
        } catch (SQLException e) {
            throw damaged(file, e);
        }
    }
}
