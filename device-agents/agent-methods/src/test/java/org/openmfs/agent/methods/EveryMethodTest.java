package org.openmfs.agent.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No method is shipped that was not put to the contract of methods. */
final class EveryMethodTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    @Test
    void F4a_every_package_with_a_method_module_puts_it_to_the_contract() throws IOException {
        Set<Path> modules = packagesWith(MAIN, "implements [^{]*\\bKeyExchangeMethod\\b");

        assertThat(modules)
                .hasSizeGreaterThan(2)
                .isSubsetOf(packagesWith(TEST, "extends KeyExchangeMethodContract\\b"));
    }

    private static Set<Path> packagesWith(Path sources, String declared) throws IOException {
        Pattern pattern = Pattern.compile(declared);
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(file -> sources.relativize(file.getParent()))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
