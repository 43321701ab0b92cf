package org.openmfs.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/mutants.md} explains lines that are there: {@code ./mfs test} tells where a changed line left its row behind. */
final class MutantsPageTest {
    private static final String PACKAGE = "src/main/java/org/openmfs/";

    private final Path root = root();

    @Test
    void every_explained_line_stands_in_the_source_of_its_class() throws Exception {
        Explanations explanations = Explanations.read(Files.readAllLines(root.resolve("docs/mutants.md")));

        for (Mutant mutant : explanations.all()) {
            assertThat(linesOf(mutant)).as(mutant.type()).contains(mutant.source());
        }
    }

    private List<String> linesOf(Mutant mutant) throws IOException {
        String file = PACKAGE + mutant.type().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.walk(root, 2)) {
            Path source = modules.map(module -> module.resolve(file))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no module has " + file));
            return Files.readAllLines(source).stream().map(String::strip).toList();
        }
    }

    private static Path root() {
        Path above = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(above.resolve("mfs"))) {
            above = above.getParent();
        }
        return above;
    }
}
