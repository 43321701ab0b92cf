package org.openmfs.southbound.http.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One of the two files of an identity; links are followed.
 *
 * @param expected what it should hold
 */
record IdentityFile(Path path, String expected) {
    private static final long LARGEST = 1 << 18;
    private static final String WHAT = "unix:dev,ino,mode,size,lastModifiedTime,ctime";
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** What a change changes. */
    String stamp() {
        try {
            Map<String, Object> attributes = new TreeMap<>(Files.readAttributes(path, WHAT));
            return attributes.toString();
        } catch (IOException unreadable) {
            return unreadable.getClass().getSimpleName();
        }
    }

    byte[] content() throws UnusableIdentity {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw unusable("is no regular file");
            }
            if (Files.size(path) > LARGEST) {
                throw unusable("is larger than " + LARGEST + " octets");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException absent) {
            throw unusable("there is no such file");
        } catch (IOException unreadable) {
            throw unusable("cannot be read by the controller's user");
        }
    }

    /** The same, of a file that nobody but its owner may read or write. */
    byte[] secretContent() throws UnusableIdentity {
        try {
            Set<PosixFilePermission> given = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(given)) {
                throw unusable("is open to others: mode is " + PosixFilePermissions.toString(given)
                        + ", and rw------- (0600) was expected");
            }
        } catch (IOException unreadable) {
            return content(); // which says why
        }
        return content();
    }

    UnusableIdentity unusable(String what) {
        return new UnusableIdentity(path, what + "; expected " + expected);
    }
}
