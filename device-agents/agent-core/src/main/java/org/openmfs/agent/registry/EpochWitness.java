package org.openmfs.agent.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers outside the journal which epoch it is in, so that a journal that was put back to an earlier start is noticed.
 * Holds a hash of the epoch's seed, and for the moment of change that of the next.
 */
public final class EpochWitness {
    private static final Logger LOG = LoggerFactory.getLogger(EpochWitness.class);
    private static final int LONGEST = 1024;
    private final Optional<Path> file;

    private EpochWitness(Optional<Path> file) {
        this.file = file;
    }

    /** Notices nothing. */
    public static EpochWitness none() {
        return new EpochWitness(Optional.empty());
    }

    /** @param file for its owner alone; made at the first start */
    public static EpochWitness in(Path file) {
        return new EpochWitness(Optional.of(file));
    }

    /**
     * The journal says that it is in this epoch.
     *
     * @throws RegistryFailure if it was in a later one
     */
    void require(Path journal, byte[] seed) {
        if (file.isEmpty()) {
            return;
        }
        if (!Files.exists(file.get())) {
            LOG.warn("{} is missing: whether {} was put back to an earlier state is not known", file.get(), journal);
            return;
        }
        try {
            String known = new String(OwnerOnlyFile.readThroughLinks(file.get(), LONGEST), StandardCharsets.US_ASCII);
            if (known.lines().noneMatch(hash(seed)::equals)) {
                throw new RegistryFailure(journal + " was put back to an earlier state, or " + file.get()
                        + " was: keys may have been used since; move the journal away, and keys are made anew");
            }
        } catch (IOException e) {
            throw RegistryFailure.of(file.get() + " cannot be read", e);
        }
    }

    /** The journal is about to be in one of these epochs. */
    void expect(List<byte[]> seeds) {
        if (file.isPresent()) {
            String lines = seeds.stream().map(EpochWitness::hash).collect(Collectors.joining("\n", "", "\n"));
            try {
                OwnerOnlyFile.write(through(file.get()), lines.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw RegistryFailure.of(file.get() + " cannot be written", e);
            }
        }
    }

    /** What a link leads to is written, and not the link. */
    private static Path through(Path file) throws IOException {
        return Files.exists(file) ? file.toRealPath() : file;
    }

    /** Both of them, as a list. */
    static List<byte[]> seeds(List<byte[]> before, byte[] fresh) {
        return Stream.concat(before.stream(), Stream.of(fresh)).toList();
    }

    private static String hash(byte[] seed) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
