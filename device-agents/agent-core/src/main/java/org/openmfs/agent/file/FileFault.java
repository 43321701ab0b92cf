package org.openmfs.agent.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What an operator is told of trouble with files: Java names the file and leaves out what happened. */
public final class FileFault {
    /** What is said of a file that is not there. */
    public static final String ABSENT = "there is no such file";

    private FileFault() {}

    /** One line for each thing that is wrong. */
    public static String text(IOException fault) {
        return fault instanceof FileSystemException trouble
                ? trouble.getFile() + ": " + reason(fault)
                : Optional.ofNullable(fault.getMessage()).orElse("reading or writing failed");
    }

    /** What happened, without the file's name. */
    public static String reason(IOException fault) {
        return switch (fault) {
            case AccessDeniedException denied -> "this user has not the right";
            case NoSuchFileException absent -> ABSENT;
            case FileSystemException trouble ->
                Optional.ofNullable(trouble.getReason()).orElse("the file system refused it");
            default -> Optional.ofNullable(fault.getMessage()).orElse("reading or writing failed");
        };
    }

    /** Why the file cannot be looked at; empty where it can. What may not be looked at is not known to be missing. */
    public static Optional<String> obstacle(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            return Optional.of("this user may not look into " + closedAbove(file.toAbsolutePath()));
        } catch (IOException fault) {
            return Optional.of(reason(fault));
        }
    }

    /** The nearest folder above it that can be looked at, and may not be looked into. */
    private static Path closedAbove(Path file) {
        Path folder = file.getParent();
        while (folder.getParent() != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }
}
