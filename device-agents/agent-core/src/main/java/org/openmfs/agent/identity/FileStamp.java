package org.openmfs.agent.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether a file is another one, or was changed; links are followed, so that a link that is swapped counts. */
record FileStamp(Path file, String state) {
    private static final String MISSING = "missing";
    private static final String WHAT = "unix:dev,ino,mode,size,lastModifiedTime,ctime";

    static List<FileStamp> of(List<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }

    boolean isMissing() {
        return state.equals(MISSING);
    }

    private static FileStamp of(Path file) {
        try {
            Map<String, Object> attributes = new TreeMap<>(Files.readAttributes(file, WHAT));
            return new FileStamp(file, attributes.toString());
        } catch (NoSuchFileException missing) {
            return new FileStamp(file, MISSING);
        } catch (IOException unreadable) {
            return new FileStamp(file, unreadable.getClass().getSimpleName());
        }
    }
}
