package org.openmfs.karaf.boot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a settings file that can't be read. */
final class StartSettingsTest {
    @TempDir
    private Path base;

    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        file = Files.createDirectory(base.resolve("etc")).resolve("org.openmfs.cfg");
    }

    private void refused(String text) {
        assertThatThrownBy(() -> StartSettings.read(base, base, name -> null))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + text);
    }

    @Test
    void a_broken_escape_is_told_with_what_was_expected() throws IOException {
        Files.writeString(file, "http=\\u12\n");

        refused("four hexadecimal digits were expected after each \\u");
    }

    @Test
    void text_that_is_no_UTF_8_is_told_as_that() throws IOException {
        Files.write(file, "http=ä\n".getBytes(StandardCharsets.ISO_8859_1));

        refused("text in UTF-8 was expected");
    }

    @Test
    void one_that_is_not_there_or_no_file_is_told_as_that() throws IOException {
        refused("there is no such file");
        Files.createDirectory(file);

        refused("can't be read");
    }
}
