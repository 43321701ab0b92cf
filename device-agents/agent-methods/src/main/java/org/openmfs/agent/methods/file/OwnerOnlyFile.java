package org.openmfs.agent.methods.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Reads a file that must be a regular one, at most of a given size, with no permission for group or others. */
public final class OwnerOnlyFile {
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnlyFile() {}

    /**
     * Reads the whole file into one array, of which no other copy was made; the caller wipes it.
     *
     * @param limit largest size in octets
     * @throws IOException if it is missing, too large, not a regular file or open to others; the message tells which
     */
    public static byte[] read(Path file, int limit) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a regular file");
        }
        return readThroughLinks(file, limit);
    }

    /** As {@link #read}, but follows links, as secrets are mounted behind links; the target's mode counts. */
    public static byte[] readThroughLinks(Path file, int limit) throws IOException {
        requireOwnerOnly(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            if (channel.size() > limit) {
                throw new IOException(file + " is larger than " + limit + " octets");
            }
            byte[] content = new byte[(int) channel.size()];
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                if (channel.read(rest) < 0) {
                    Arrays.fill(content, (byte) 0);
                    throw new IOException(file + " was cut short while it was read");
                }
            }
            return content;
        }
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file");
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        if (!ALLOWED.containsAll(given)) {
            throw new IOException(
                    file + " holds secrets and must have mode rw-------, not " + PosixFilePermissions.toString(given));
        }
    }
}
