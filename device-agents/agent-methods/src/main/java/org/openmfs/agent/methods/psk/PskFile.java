package org.openmfs.agent.methods.psk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.file.Wiped;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodFailure;

/**
 * The file of pre-shared keys: read again when it changed, refused whole when it is open to others or a line is wrong.
 *
 * <p>Looked at on every use, so that a key taken out of the file is out of use at once.
 */
public final class PskFile implements SharedKeyStore {
    private static final int LARGEST = 1 << 20;

    private final Path file;
    private PskTable table = new PskTable();
    private Optional<FileStamp> stamp = Optional.empty();
    private Optional<Sight> seen = Optional.empty();

    /** Reads the file when a key is wanted, not before; its form is that of {@link PskTable}. */
    public PskFile(Path file) {
        this.file = file;
    }

    /** What a look found: no stamp where there is no file. */
    private record Sight(Optional<FileStamp> stamp) {}

    @Override
    public Optional<SharedKey> firstFor(CfId peer) throws MethodFailure {
        return find(psk -> psk.peer().equals(peer));
    }

    @Override
    public Optional<SharedKey> named(PskId id, CfId peer) throws MethodFailure {
        return find(psk -> psk.id().equals(id) && psk.peer().equals(peer));
    }

    private synchronized Optional<SharedKey> find(Predicate<KeyInMemory> wanted) throws MethodFailure {
        try {
            FileStamp now = FileStamp.of(file);
            if (!stamp.equals(Optional.of(now))) {
                forget();
                table = read();
                stamp = Optional.of(now);
            }
            return table.copyOfFirst(wanted);
        } catch (IOException | PskTable.BadLine e) {
            forget();
            throw new MethodFailure(MethodFailure.Reason.UNREACHABLE, text(e));
        }
    }

    @Override
    public synchronized PskLook look() {
        Optional<Sight> before = seen;
        seen = Optional.of(sight());
        if (before.equals(seen)) {
            return new PskLook.Same();
        }
        try {
            read().close();
            return new PskLook.Usable();
        } catch (IOException | PskTable.BadLine e) {
            return new PskLook.Unusable(text(e));
        }
    }

    private Sight sight() {
        try {
            return new Sight(Optional.of(FileStamp.of(file)));
        } catch (IOException absent) {
            return new Sight(Optional.empty());
        }
    }

    private String text(Exception unusable) {
        return "PSK file " + file + " cannot be used: " + UnusableFile.why(file, unusable);
    }

    /**
     * All lines that are wrong.
     *
     * @throws IOException if it cannot be read or is open to others
     */
    public static List<PskFault> faultsOf(Path file) throws IOException {
        return Wiped.after(OwnerOnlyFile.read(file, LARGEST), PskTable::faults);
    }

    @SuppressWarnings("MustBeClosedChecker") // the field owns the table
    private PskTable read() throws IOException, PskTable.BadLine {
        byte[] content = OwnerOnlyFile.read(file, LARGEST);
        try {
            return PskTable.parse(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private void forget() {
        table.close();
        table = new PskTable();
        stamp = Optional.empty();
    }

    @Override
    public synchronized void close() {
        forget();
    }
}
