package org.openmfs.northbound.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a certificate and a key that can't be read. */
final class ServedIdentityTest {
    @TempDir
    private Path folder;

    private void refused(TlsFiles files, String text) {
        assertThatThrownBy(() -> new ServedIdentity(files, InstantSource.system(), alarm -> {}, renewed -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage(text);
    }

    @Test
    void a_file_that_is_not_there_is_told_with_what_is_wrong_and_not_by_its_name_alone() throws IOException {
        Path there = Files.writeString(folder.resolve("there.pem"), "x");
        Path missing = folder.resolve("missing.pem");

        refused(new TlsFiles(missing, there), missing + " can't be read");
        refused(new TlsFiles(there, missing), missing + " can't be read");
    }
}
