package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start that failed leaves behind. */
final class NewFilesTest {
    @TempDir
    private Path temporary;

    @Test
    void what_was_made_goes_with_the_folders_that_were_made_for_it() throws IOException {
        Path folder = temporary.resolve("one/two");
        NewFiles made = NewFiles.of(folder, "journal", "epoch");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("journal"), "");

        made.remove();

        assertThat(temporary.resolve("one")).doesNotExist();
        assertThat(temporary).exists();
    }

    @Test
    void what_was_there_before_stays_and_so_does_a_folder_with_something_else_in_it() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("one"));
        Files.writeString(folder.resolve("journal"), "kept");
        NewFiles made = NewFiles.of(folder.resolve("two"), "epoch");
        Files.createDirectories(folder.resolve("two"));
        Files.writeString(folder.resolve("two/epoch"), "");
        Files.writeString(folder.resolve("two/of-others"), "");

        made.remove();
        NewFiles.of(folder, "journal").remove();
        NewFiles.NONE.remove();

        assertThat(folder.resolve("journal")).hasContent("kept");
        assertThat(folder.resolve("two/epoch")).doesNotExist();
        assertThat(folder.resolve("two/of-others")).exists();
    }
}
