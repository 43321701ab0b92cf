package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private static String made(Path file, String content) throws IOException {
        try {
            OwnerOnlyFile.writeNew(file, content.getBytes(StandardCharsets.US_ASCII));
            return content;
        } catch (FileAlreadyExistsException there) {
            return there.getFile().equals(file.toString()) ? "is there" : there.toString();
        }
    }
}
