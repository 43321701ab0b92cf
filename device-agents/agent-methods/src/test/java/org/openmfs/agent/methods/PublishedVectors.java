package org.openmfs.agent.methods;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds test vectors of others, which lie in a folder {@code shared} beside the repository and are never copied into it. */
public final class PublishedVectors {
    private PublishedVectors() {}

    /** Reads a JSON file below {@code shared/data/vectors}; the test is skipped where there is none. */
    public static JsonObject read(String file) throws IOException {
        try (Reader content = Files.newBufferedReader(path(file))) {
            return JsonParser.parseReader(content).getAsJsonObject();
        }
    }

    /** Reads a file of lines below {@code shared/data/vectors}; the test is skipped where there is none. */
    public static List<String> lines(String file) throws IOException {
        return Files.readAllLines(path(file));
    }

    private static Path path(String file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data/vectors").resolve(file);
            if (Files.isRegularFile(found)) {
                return found;
            }
        }
        return abort("no vectors: shared/data/vectors/" + file + " is not beside the repository");
    }
}
