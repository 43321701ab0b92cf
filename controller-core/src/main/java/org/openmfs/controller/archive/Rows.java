package org.openmfs.controller.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** How entries stand in SQLite: a row each. */
final class Rows {
    static final int FORMAT = 1;
    /** {@code MFSA}: tells such a file from others. */
    static final int APPLICATION = 0x4d465341;

    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS chain (one INTEGER PRIMARY KEY CHECK (one = 1), member TEXT NOT NULL,"
                    + " algorithm TEXT NOT NULL, public_key BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS entries (sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL,"
                    + " who TEXT NOT NULL, what TEXT NOT NULL, origin TEXT NOT NULL, outcome TEXT NOT NULL,"
                    + " algorithm TEXT NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL) STRICT",
            // Checkpoints, exports and cuts are found by it.
            "CREATE INDEX IF NOT EXISTS signed ON entries (kind, sequence) WHERE algorithm <> ''");
    static final String INSERT = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String ALL =
            "SELECT sequence, time, kind, who, what, origin, outcome, algorithm, hash, signature" + " FROM entries ";
    static final String LAST = ALL + "ORDER BY sequence DESC LIMIT 1";
    /** By the index; a kind is to be bound. */
    static final String SIGNED_OF_KIND = ALL + "WHERE algorithm <> '' AND kind = ? ORDER BY sequence ";

    private Rows() {}

    static void bind(PreparedStatement insert, Archived row) throws SQLException {
        Entry entry = row.entry();
        insert.setLong(1, row.sequence());
        insert.setString(2, row.time().toString());
        insert.setString(3, entry.kind());
        insert.setString(4, entry.who());
        insert.setString(5, entry.what());
        insert.setString(6, entry.from());
        insert.setString(7, entry.outcome());
        insert.setString(8, row.algorithm());
        insert.setBytes(9, HexFormat.of().parseHex(row.head().hash()));
        insert.setBytes(10, row.signatureOctets());
    }

    /** @throws SQLException also where a row holds what no archive writes */
    static Archived read(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        try {
            String text = row.getString("time");
            Instant time = Instant.parse(text);
            if (!time.toString().equals(text)) {
                throw new IllegalArgumentException("time");
            }
            Head head = new Head(sequence, HexFormat.of().formatHex(row.getBytes("hash")));
            return new Archived(head, time, entry(row), text(row, "algorithm"), base64(row.getBytes("signature")));
        } catch (IllegalArgumentException | DateTimeException | NullPointerException foreign) {
            throw new SQLException("entry " + sequence + " holds what no archive writes", foreign);
        }
    }

    /** As it stands there: what would be made fit for an archive was not written by one. */
    private static Entry entry(ResultSet row) throws SQLException {
        String[] texts = {text(row, "who"), text(row, "what"), text(row, "origin"), text(row, "outcome")};
        Entry entry = new Entry(text(row, "kind"), texts[0], texts[1], texts[2], texts[3]);
        if (!List.of(texts).equals(List.of(entry.who(), entry.what(), entry.from(), entry.outcome()))) {
            throw new IllegalArgumentException("text");
        }
        return entry;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
