package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry in one SQLite file: WAL, every commit on disk before a call returns, one row a key, each secret sealed. A
 * new epoch begins at every start, and the one before is destroyed. Needs the SQLite JDBC driver at run time.
 */
public final class SqliteRegistry implements Registry {
    private static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    private static final Logger LOG = LoggerFactory.getLogger(SqliteRegistry.class);
    private static final int FORMAT = 3;
    /** The one before: its keys do not say by which methods they were made. */
    private static final int FORMER = 2;

    private static final int SEED_OCTETS = 32;
    private static final byte[] PROOF_CONTEXT = Label.REGISTRY_EPOCH.octets();
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS epochs (seed BLOB NOT NULL, proof BLOB NOT NULL)",
            "CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, association TEXT NOT NULL, peer TEXT NOT NULL,"
                    + " suite TEXT NOT NULL, position INTEGER NOT NULL, origins TEXT NOT NULL,"
                    + " schedule TEXT NOT NULL, purpose TEXT NOT NULL, methods TEXT NOT NULL, state TEXT NOT NULL,"
                    + " stage TEXT NOT NULL, slot INTEGER NOT NULL, number INTEGER NOT NULL, times TEXT NOT NULL,"
                    + " activation TEXT NOT NULL, reason TEXT NOT NULL, version INTEGER NOT NULL, sealed BLOB NOT NULL)",
            "CREATE INDEX IF NOT EXISTS keys_by_association ON keys (association, stage)",
            "CREATE TABLE IF NOT EXISTS external_keys (method TEXT, id TEXT, taken INTEGER NOT NULL,"
                    + " PRIMARY KEY (method, id)) WITHOUT ROWID",
            "CREATE INDEX IF NOT EXISTS external_keys_by_time ON external_keys (taken)",
            "CREATE TABLE IF NOT EXISTS hours (one INTEGER PRIMARY KEY CHECK (one = 1), running INTEGER NOT NULL)",
            "INSERT OR IGNORE INTO hours VALUES (1, 0)",
            "CREATE TABLE IF NOT EXISTS orders (association TEXT PRIMARY KEY, last INTEGER NOT NULL)");
    private final Path file;
    private final Sql sql;
    private final KeySealing.Epoch epoch;
    private boolean written;
    private long claims;

    /**
     * Opens the file, or makes it, readable by its owner alone.
     *
     * @throws RegistryFailure if it cannot be opened, is held by another process, or the sealing does not fit
     */
    public SqliteRegistry(Path file, KeySealing sealing, EpochWitness witness, SecureRandom random) {
        this.file = file;
        makeOwnerOnly(file);
        sql = new Sql(file);
        boolean open = false;
        try {
            migrate();
            TABLES.forEach(sql::execute);
            claims = countedClaims();
            epoch = beginEpoch(sealing, witness, random);
            open = true;
        } finally {
            if (!open) {
                sql.close();
            }
        }
    }

    /** Each version reads the format before its own, and goes on with it in its own. */
    private void migrate() {
        long format = sql.read("PRAGMA user_version", row -> row.getLong(1)).getFirst();
        boolean empty = sql.read("SELECT name FROM sqlite_master WHERE name = 'keys'", row -> row.getString(1))
                .isEmpty();
        if (format == FORMER && !empty) {
            sql.together(() -> {
                sql.execute("ALTER TABLE keys ADD COLUMN methods TEXT NOT NULL DEFAULT ''");
                sql.execute("PRAGMA user_version=" + FORMAT);
            });
            LOG.info("{} had format {}, and has format {} now", file, FORMER, FORMAT);
        } else if (empty && (format == 0 || format == FORMER)) {
            sql.execute("PRAGMA user_version=" + FORMAT);
        } else if (format != FORMAT) {
            throw new RegistryFailure(
                    file + " has format " + Math.max(format, 1) + ", and this version reads formats " + FORMER + " and "
                            + FORMAT + ": move it away, and keys are made anew; or start the version that wrote it");
        }
    }

    /**
     * Takes what was overwritten out of the write-ahead log, too: to be called every second, so that a copy of the files
     * holds no key that was destroyed before.
     */
    public synchronized void forgetOverwritten() {
        if (written) {
            written = sql.read("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1))
                            .getFirst()
                    != 0;
        }
    }

    private static void makeOwnerOnly(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw RegistryFailure.of("journal " + file + " cannot be made", e);
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private KeySealing.Epoch beginEpoch(KeySealing sealing, EpochWitness witness, SecureRandom random) {
        List<byte[]> known = sql.read("SELECT seed FROM epochs", row -> row.getBytes("seed"));
        known.forEach(old -> witness.require(file, old));
        byte[] seed = new byte[SEED_OCTETS];
        random.nextBytes(seed);
        KeySealing.Epoch fresh = sealing.epoch(seed);
        boolean begun = false;
        try {
            witness.expect(EpochWitness.seeds(known, seed));
            sql.together(() -> begin(seed, fresh, sealing));
            witness.expect(List.of(seed));
            sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            begun = true;
            return fresh;
        } finally {
            if (!begun) {
                fresh.close();
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // opened to see that it fits, and closed at once
    private void begin(byte[] seed, KeySealing.Epoch fresh, KeySealing sealing) {
        for (byte[][] old : sql.read(
                "SELECT seed, proof FROM epochs", row -> new byte[][] {row.getBytes("seed"), row.getBytes("proof")})) {
            try (KeySealing.Epoch before = sealing.epoch(old[0])) {
                opened(before, old[1], PROOF_CONTEXT).close();
                resealAll(before, fresh);
            }
        }
        sql.write("DELETE FROM epochs");
        try (KeyMaterial proof = KeyMaterial.taking(new byte[1])) {
            sql.write("INSERT INTO epochs VALUES (?, ?)", seed, fresh.seal(proof, PROOF_CONTEXT));
        }
    }

    @MustBeClosed
    private KeyMaterial opened(KeySealing.Epoch by, byte[] sealed, byte[] context) {
        try {
            return by.open(sealed, context);
        } catch (RegistryFailure unfit) {
            throw new RegistryFailure(file + ": " + unfit.getMessage(), unfit);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // opened apart from what is done with it
    private void resealAll(KeySealing.Epoch before, KeySealing.Epoch fresh) {
        for (KeyRow row : rows("1")) {
            KeyMaterial secret;
            try {
                secret = before.open(row.sealed(), row.context());
            } catch (RegistryFailure forged) {
                forget(row.key());
                continue;
            }
            // That it can't be written is nobody's forgery, and ends the start.
            try (secret) {
                KeyRow next = row.next(row.key());
                write(next.sealedAs(fresh.seal(secret, next.context())));
            }
        }
    }

    private void forget(KeyRecord forged) {
        LOG.error(
                "key {} of association {} was changed in {} by others, and is forgotten",
                forged.id(),
                forged.association(),
                file);
        sql.write("DELETE FROM keys WHERE id = ?", forged.id().hex());
    }

    /** Rows as they were written here; one that others changed is as good as none. */
    private List<KeyRow> authentic(String condition, Object... values) {
        List<KeyRow> found = rows(condition, values);
        return found.stream().filter(this::isAuthentic).toList();
    }

    private boolean isAuthentic(KeyRow row) {
        try (KeyMaterial opened = epoch.open(row.sealed(), row.context())) {
            return opened.length().bits() > 0;
        } catch (RegistryFailure forged) {
            LOG.error(
                    "key {} of association {} was changed in {} by others, and is not used",
                    row.key().id(),
                    row.key().association(),
                    file);
            return false;
        }
    }

    @Override
    public synchronized long nextOrder(AssociationId association) {
        written = true;
        return sql.read(
                        "INSERT INTO orders VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
                        row -> row.getLong(1),
                        association.name())
                .getFirst();
    }

    @Override
    public synchronized boolean claim(Origin origin) {
        written = true;
        int taken = sql.write(
                "INSERT OR IGNORE INTO external_keys VALUES (?, ?, (SELECT running FROM hours))",
                origin.method().name(),
                origin.externalId());
        claims += taken;
        return taken > 0;
    }

    @Override
    public synchronized long claims() {
        return claims;
    }

    @Override
    public synchronized void anHourPassed(long remembered) {
        written = true;
        sql.write("UPDATE hours SET running = running + 1");
        sql.write("DELETE FROM external_keys WHERE taken < (SELECT running FROM hours) - ?", remembered);
        claims = countedClaims();
    }

    private long countedClaims() {
        return sql.read("SELECT count(*) FROM external_keys", row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public synchronized boolean add(KeyRecord key, KeyMaterial secret) {
        written = true;
        KeyRow row = new KeyRow(key, 1, new byte[0]);
        Object[] values = row.sealedAs(epoch.seal(secret, row.context())).values();
        return sql.write("INSERT OR IGNORE INTO keys (" + KeyRow.COLUMNS + ") VALUES (" + PLACES + ")", values) > 0;
    }

    @Override
    public synchronized void update(KeyRecord key) {
        KeyRow row = row(key.id()).orElseThrow(() -> unknown(key.id()));
        Moves.require(row.key(), key);
        KeyRow next = row.next(key);
        try (KeyMaterial secret = next.isDestroyed() ? nothing() : opened(epoch, row.sealed(), row.context())) {
            write(next.sealedAs(epoch.seal(secret, next.context())));
        }
    }

    @MustBeClosed
    private static KeyMaterial nothing() {
        return KeyMaterial.taking(new byte[1]);
    }

    private void write(KeyRow row) {
        written = true;
        sql.write("REPLACE INTO keys (" + KeyRow.COLUMNS + ") VALUES (" + PLACES + ")", row.values());
    }

    @Override
    public synchronized Optional<KeyRecord> find(KeyId key) {
        return row(key).map(KeyRow::key);
    }

    private Optional<KeyRow> row(KeyId key) {
        return authentic("id = ?", key.hex()).stream().findFirst();
    }

    @Override
    public synchronized List<KeyRecord> live(AssociationId association) {
        return authentic("association = ? AND stage <> 'GONE'", association.name()).stream()
                .map(KeyRow::key)
                .toList();
    }

    @Override
    public synchronized long installedEver(AssociationId association) {
        return sql.read(
                        "SELECT count(*) FROM keys WHERE association = ? AND times LIKE '%SENDING=%'",
                        row -> row.getLong(1), association.name())
                .getFirst();
    }

    @Override
    public synchronized List<KeyRecord> keys() {
        return authentic("1").stream().map(KeyRow::key).toList();
    }

    private List<KeyRow> rows(String condition, Object... values) {
        String query = "SELECT * FROM keys WHERE " + condition + " ORDER BY association, position";
        return sql.read(query, this::readable, values).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<KeyRow> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(KeyRow.from(row));
        } catch (IllegalArgumentException | DateTimeException forged) {
            LOG.error("a row of {} was changed by others, and is not used: {}", file, forged.getMessage());
            return Optional.empty();
        }
    }

    @Override
    @MustBeClosed
    public synchronized KeyMaterial secret(KeyId key) throws DestroyedKey {
        KeyRow row = row(key).filter(one -> !one.isDestroyed()).orElseThrow(() -> new DestroyedKey(key));
        return opened(epoch, row.sealed(), row.context());
    }

    @Override
    public synchronized void forgetGone(Instant before, Instant neverSentBefore) {
        written = true;
        for (KeyRow row : rows("stage = 'GONE'")) {
            if (row.key().wasGone(before, neverSentBefore)) {
                sql.write("DELETE FROM keys WHERE id = ?", row.key().id().hex());
            }
        }
    }

    @Override
    public synchronized void close() {
        epoch.close();
        sql.close();
    }

    private static IllegalStateException unknown(KeyId key) {
        return new IllegalStateException("key " + key + " is not in the journal");
    }
}
