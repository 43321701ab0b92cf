package org.openmfs.mutation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is mutated, and where.
 *
 * @param module the folder of a module whose classes and tests are compiled
 * @param classPath of its tests, without its own classes
 * @param explained the file of mutants that change nothing
 */
record Options(Path module, List<String> classPath, Path explained, Draw draw) {
    private static final int COUNT = 6;

    /** As the script gives them: MODULE CLASS_PATH EXPLAINED SEED SAMPLE ONLY. */
    static Options of(String... arguments) {
        if (arguments.length != COUNT) {
            throw new IllegalArgumentException("six arguments were expected, not " + List.of(arguments));
        }
        return new Options(
                Path.of(arguments[0]),
                Arrays.asList(arguments[1].split(":")),
                Path.of(arguments[2]),
                new Draw(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]), Pattern.compile(arguments[5])));
    }

    Path classes() {
        return module.resolve("target/classes");
    }

    Path tests() {
        return module.resolve("target/test-classes");
    }

    Path sources() {
        return module.resolve("src/main/java");
    }
}
