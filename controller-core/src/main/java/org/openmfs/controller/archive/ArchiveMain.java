package org.openmfs.controller.archive;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Verifies, exports, cuts and shows archives of members of the Network Manager. */
public final class ArchiveMain {
    private ArchiveMain() {}

    /** Ends with 0; 1 if something is broken or can't be done; 2 if called wrongly. */
    public static void main(String... arguments) {
        List<String> asked = List.of(arguments);
        if (asked.contains("--help")) {
            System.out.print(ArchiveWords.USAGE);
        } else if (asked.contains("--version")) {
            System.out.println("archive "
                    + Optional.ofNullable(System.getenv("MFS_VERSION")).orElse("of no build"));
        } else {
            System.exit(run(asked));
        }
    }

    private static int run(List<String> asked) {
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8)) {
            return new ArchiveCommand(out, System.err).run(asked);
        }
    }
}
