package org.openmfs.agent.encdecs.macsec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.key.KeyId;

/**
 * The key ids that must never be installed again, because packet numbers would repeat under their keys.
 *
 * <p>In a file, one id a line, each on disk before the key it names sends its first frame.
 */
public final class UsedKeys {
    private final Set<KeyId> used;
    private final Optional<Path> file;
    /** So many octets of the file are whole lines; what a full disk left behind them is not. */
    private long whole;

    private UsedKeys(Set<KeyId> used, Optional<Path> file, long whole) {
        this.used = used;
        this.file = file;
        this.whole = whole;
    }

    /** For an Enc/Dec whose keys end with this process. */
    public static UsedKeys inMemory() {
        return new UsedKeys(new HashSet<>(), Optional.empty(), 0);
    }

    /**
     * For an Enc/Dec that outlives this process; the file is created with the first id.
     *
     * @throws IOException if the file is there and can't be read as key ids
     */
    public static UsedKeys in(Path file) throws IOException {
        Set<KeyId> used = new HashSet<>();
        long octets = 0;
        if (Files.exists(file)) {
            String text = Files.readString(file);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (whole.length() < text.length()) {
                // Power was lost within a line: its id was never used.
                OwnerOnlyFile.write(file, whole.getBytes(StandardCharsets.US_ASCII));
            }
            octets = whole.getBytes(StandardCharsets.UTF_8).length;
            try {
                whole.lines().forEach(line -> used.add(new KeyId(line)));
            } catch (IllegalArgumentException e) {
                throw new IOException("not a list of key ids: " + file, e);
            }
        }
        return new UsedKeys(used, Optional.of(file), octets);
    }

    boolean contains(KeyId id) {
        return used.contains(id);
    }

    /** Remembers the id for ever; returns once it would survive a loss of power. */
    void add(KeyId id) throws EncDecFailure {
        if (used.contains(id)) {
            return;
        }
        if (file.isPresent()) {
            append(file.get(), id);
        }
        used.add(id);
    }

    private void append(Path file, KeyId id) throws EncDecFailure {
        byte[] line = (id.hex() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            if (Files.exists(file)) {
                append(file, line);
            } else {
                OwnerOnlyFile.write(file, line);
                whole = line.length;
            }
        } catch (IOException e) {
            throw new EncDecFailure("key " + id + " could not be noted as used in " + file, e);
        }
    }

    private void append(Path file, byte[] line) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(line);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole).position(channel.size());
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            whole = channel.position();
        }
    }
}
