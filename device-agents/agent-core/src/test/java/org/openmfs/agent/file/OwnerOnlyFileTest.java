package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several that write in one folder at once, as two calls of one program may. */
final class OwnerOnlyFileTest {
    private static final int ROUNDS = 100;
    private static final List<String> WRITERS = List.of("one", "other");

    @TempDir
    private Path folder;

    @Test
    void of_two_that_make_a_file_at_once_one_makes_it_and_the_other_is_told_that_it_is_there() throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS.size())) {
            for (int round = 0; round < ROUNDS; round++) {
                Path file = folder.resolve("secret-" + round);
                List<Callable<String>> writers = new ArrayList<>();
                WRITERS.forEach(content -> writers.add(() -> {
                    start.await();
                    return made(file, content);
                }));
                List<String> ends = new ArrayList<>();
                for (Future<String> end : threads.invokeAll(writers)) {
                    ends.add(end.get());
                }
                assertThat(ends).containsExactlyInAnyOrder(Files.readString(file), "is there");
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(ROUNDS);
        }
    }

    @Test
    void what_is_no_file_of_its_own_is_not_read() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), secret("content"));
        Path none = folder.resolve("none");

        refused(() -> OwnerOnlyFile.read(link, 100), link + " is not a regular file");
        assertThat(OwnerOnlyFile.readThroughLinks(link, 100)).asString().isEqualTo("content");
        refused(() -> OwnerOnlyFile.read(folder, 100), folder + " is not a regular file");
        refused(() -> OwnerOnlyFile.readThroughLinks(folder, 100), folder + " is not a regular file");
        refused(() -> OwnerOnlyFile.readOpen(none, 100), none + ": there is no such file");
    }

    @Test
    void a_secret_that_is_open_to_others_is_not_read_and_one_that_need_not_be_secret_is() throws IOException {
        Path file = secret("content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        refused(
                () -> OwnerOnlyFile.read(file, 100),
                file + " holds secrets and must have mode rw-------, not rw-r-----");
        assertThat(OwnerOnlyFile.readOpen(file, 100)).asString().isEqualTo("content");
    }

    @Test
    void a_write_that_fails_names_the_file_and_what_happened_and_leaves_nothing_beside_it() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/by")).getParent();

        refused(() -> OwnerOnlyFile.write(taken, new byte[] {1}), taken + ": Is a directory");

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
    }

    private Path secret(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void refused(ThrowableAssert.ThrowingCallable reading, String why) {
        assertThatIOException().isThrownBy(reading).withMessage(why);
    }

    private static String made(Path file, String content) throws IOException {
        try {
            OwnerOnlyFile.writeNew(file, content.getBytes(StandardCharsets.US_ASCII));
            return content;
        } catch (FileAlreadyExistsException there) {
            return there.getFile().equals(file.toString()) ? "is there" : there.toString();
        }
    }
}
