package org.openmfs.agent.methods.psk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** What differs when a file was written or replaced. */
record FileStamp(FileTime modified, FileTime changed, long size, Object inode) {
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        return new FileStamp(seen.lastModifiedTime(), changed, seen.size(), Objects.requireNonNull(seen.fileKey()));
    }
}
