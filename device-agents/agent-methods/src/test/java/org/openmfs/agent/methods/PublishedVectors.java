package org.openmfs.agent.methods;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds test vectors of others, which lie in a folder {@code shared} beside the repository and are never copied into it. */
public final class PublishedVectors {
    private PublishedVectors() {}

    /** Reads a file below {@code shared/data/vectors}; the test is skipped where there is none. */
    public static JsonObject read(String file) throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data/vectors").resolve(file);
            if (Files.isRegularFile(found)) {
                try (Reader content = Files.newBufferedReader(found)) {
                    return JsonParser.parseReader(content).getAsJsonObject();
                }
            }
        }
        return abort("no vectors: shared/data/vectors/" + file + " is not beside the repository");
    }
}
