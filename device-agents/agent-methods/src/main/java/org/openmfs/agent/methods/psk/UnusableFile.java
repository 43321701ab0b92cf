package org.openmfs.agent.methods.psk;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file of secrets cannot be used, without the file's name, with which messages about files begin. */
final class UnusableFile {
    private UnusableFile() {}

    static String why(Path file, Exception unusable) {
        return switch (unusable) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException refused -> "this user may not read it";
            default -> {
                String message = String.valueOf(unusable.getMessage());
                String rest = message.startsWith(file.toString())
                        ? message.substring(file.toString().length())
                        : message;
                yield rest.startsWith(": ") ? rest.substring(2) : rest.startsWith(" ") ? "it" + rest : rest;
            }
        };
    }
}
