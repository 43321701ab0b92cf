package org.openmfs.karaf.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command reads. */
final class TextsTest {
    private final InputStream sent = new ByteArrayInputStream("sent".getBytes(UTF_8));

    @Test
    void a_file_of_the_host_is_read_or_what_was_sent_to_the_command(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("blue.json"), "{\"ü\":1}");

        assertThat(Texts.read(sent, file.toString())).isEqualTo("{\"ü\":1}");
        assertThat(Texts.read(sent, "-")).isEqualTo("sent");
    }

    @Test
    void what_is_longer_than_any_request_may_be_is_refused_before_it_is_read_whole(@TempDir Path folder)
            throws Exception {
        String limit = ": longer than 4194304 octets, which is all that RESTCONF takes";
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return read(new byte[1], 0, 1) == 1 ? ' ' : -1;
            }

            @Override
            public int read(byte[] to, int at, int length) {
                if (read.addAndGet(length) > 20_000_000) {
                    throw new AssertionError("it was read on and on");
                }
                Arrays.fill(to, at, at + length, (byte) ' ');
                return length;
            }
        };

        assertThatThrownBy(() -> Texts.read(endless, "-")).hasMessage("-" + limit);
        assertThat(read).hasValueLessThan(5_000_000);
        Path file = folder.resolve("long");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(4_194_305);
        }
        assertThatThrownBy(() -> Texts.read(sent, file.toString())).hasMessage(file + limit);
    }

    @Test
    void what_cannot_be_read_is_told_with_its_name(@TempDir Path folder) {
        assertThatThrownBy(() -> Texts.read(sent, folder + "/none"))
                .hasMessage(folder + "/none: there is no such file");
        assertThatThrownBy(() -> Texts.read(sent, folder.toString())).hasMessageStartingWith(folder.toString());
        assertThatThrownBy(() -> Texts.read(sent, "blue.json"))
                .hasMessage("FILE: an absolute path of this host was expected, not 'blue.json'");
        assertThatThrownBy(() -> Texts.read(sent, "/a\0b")).hasMessageStartingWith("FILE: an absolute path");
    }
}
