package org.openmfs.agent.encdecs.guardian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that this process holds open. */
final class OpenFiles {
    private OpenFiles() {}

    static List<Path> in(Path folder) throws IOException {
        Path real = folder.toRealPath();
        List<Path> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    open.add(Files.readSymbolicLink(descriptor));
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        open.removeIf(file -> !file.startsWith(real));
        return open;
    }
}
