package org.openmfs.agent.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What an operator is told of trouble with files: Java names the file and leaves out what happened. */
public final class FileFault {
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
            case NoSuchFileException absent -> "there is no such file";
            case FileSystemException trouble ->
                Optional.ofNullable(trouble.getReason()).orElse("the file system refused it");
            default -> Optional.ofNullable(fault.getMessage()).orElse("reading or writing failed");
        };
    }
}
