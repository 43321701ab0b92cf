package org.openmfs.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A JVM that sees no process but those that it starts: a mutation that ends the wrong ones ends its own alone. */
final class Alone {
    /** Whatever the JVM leaves behind goes with it; a shell above it takes in what has lost its parent. */
    private static final String SCRIPT = """
            #!/bin/sh
            exec unshare --mount-proc --pid --fork --kill-child sh -c '"$@"; exit $?' sh '%s' "$@"
            """;

    private Alone() {}

    /** Writes a program into the folder that is called as {@code java} is. */
    static Path java(Path folder) throws IOException {
        Path real = Path.of(System.getProperty("java.home"), "bin", "java");
        Path program = Files.writeString(folder.resolve("java"), SCRIPT.formatted(real));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
