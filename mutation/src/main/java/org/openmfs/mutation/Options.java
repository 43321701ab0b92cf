package org.openmfs.mutation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is mutated, and where.
 *
 * @param module the folder of a module whose classes and tests are compiled
 * @param classPath of its tests, without its own classes
 * @param explained the file of mutants that change nothing
 */
record Options(Path module, List<String> classPath, Path explained, long seed, int sample) {
    private static final int COUNT = 5;

    /** As the script gives them: MODULE CLASS_PATH EXPLAINED SEED SAMPLE. */
    static Options of(String... arguments) {
        if (arguments.length != COUNT) {
            throw new IllegalArgumentException("five arguments were expected, not " + List.of(arguments));
        }
        return new Options(
                Path.of(arguments[0]),
                Arrays.asList(arguments[1].split(":")),
                Path.of(arguments[2]),
                Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]));
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
