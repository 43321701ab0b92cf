package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/archive.md} says enough for somebody else to verify an export: the program that stands there does. */
final class ArchivePageTest {
    private static final Pattern PROGRAM = Pattern.compile("(?s)```python\n(.*?)```");

    @TempDir
    private Path folder;

    @Test
    void the_program_of_the_page_verifies_an_export_and_finds_what_was_changed() throws Exception {
        assumeTrue(isThere("python3") && isThere("openssl"), "no python3 or openssl here");
        Places places = new Places(folder);
        Path export = places.file("m1.jsonl");
        try (Archive archive = places.open("m1")) {
            archive.append(new Entry("audit", "Jürgen 𝄞", "{\"a\":\"\u2028<&>\n\"}", "", "201"));
            Places.fill(archive, 3);
            archive.export(export, "admin");
        }
        Path program = Files.writeString(places.file("verify.py"), program());

        assertThat(run("python3", program.toString(), export.toString()))
                .isEqualTo("0 entries 1 to 6 of m1 are sound\n");

        String text = Files.readString(export);
        Files.writeString(export, text.replace("request 2", "request 7"));
        assertThat(run("python3", program.toString(), export.toString()))
                .isEqualTo("1 entry 4 is missing or was changed\n");

        Files.writeString(export, text.replace("\"last\":6", "\"last\":5"));
        assertThat(run("python3", program.toString(), export.toString())).startsWith("1 ");
    }

    private static String program() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("..", "docs", "archive.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isThere(String program) throws Exception {
        try {
            return run(program, program.equals("openssl") ? "version" : "--version")
                    .startsWith("0 ");
        } catch (IOException none) {
            return false;
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + text;
    }
}
