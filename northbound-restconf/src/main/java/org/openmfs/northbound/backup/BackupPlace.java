package org.openmfs.northbound.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/** Where a backup is on the disk: read, or written as a whole or not at all, for its owner alone. */
public record BackupPlace(Path file) {
    /** @throws FileSystemException if it can't be read; names it, and says why, for an operator */
    public byte[] read() throws FileSystemException {
        if (!Files.exists(file)) {
            throw new FileSystemException(file.toString(), null, "there is no such file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, "can't be read");
        }
    }

    /** @throws FileSystemException if it can't be written; names it, and says why, for an operator */
    public void write(byte[] content) throws FileSystemException {
        requireWritable();
        try {
            OwnerOnlyFiles.replace(file, content);
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, "can't be written");
        }
    }

    /** Whether it can be written, to know before a passphrase is asked for. */
    public void requireWritable() throws FileSystemException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new FileSystemException(file.toString(), null, "is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(folder.toString(), null, "there is no such folder");
        }
        if (!Files.isWritable(folder)) {
            throw new FileSystemException(folder.toString(), null, "may not be written into");
        }
    }
}
