package org.openmfs.northbound.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/** Where a backup is on the disk: read, or written as a whole or not at all, for its owner alone, over nothing but a backup. */
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

    /**
     * Writes it, in the place of a backup that is there.
     *
     * @return whether one was there
     * @throws FileSystemException if it can't be written; names it, and says why, for an operator
     */
    public boolean write(byte[] content) throws FileSystemException {
        requireWritable();
        try {
            boolean replaced = Files.exists(file) && Files.size(file) > 0;
            OwnerOnlyFiles.replace(file, content);
            return replaced;
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, "can't be written");
        }
    }

    /** Whether it can be written and nothing but a backup is lost, to know before a passphrase is asked for. */
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
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isReplaceable()) {
            throw new FileSystemException(
                    file.toString(), null, "is there, and is no backup: move it away or name another file");
        }
    }

    private boolean isReplaceable() throws FileSystemException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        byte[] content = read();
        return content.length == 0 || BackupFile.isBackup(content);
    }
}
