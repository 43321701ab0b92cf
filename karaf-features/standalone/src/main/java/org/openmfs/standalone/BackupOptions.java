package org.openmfs.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line says where it asks for a backup, and not for a start.
 *
 * @param data folder of the configuration
 * @param task what is asked for
 * @param file the backup
 * @param passphrase file with the passphrase; without one a terminal is asked
 * @param replace whether a configuration that is there already may go
 */
record BackupOptions(Path data, Task task, Path file, Optional<Path> passphrase, boolean replace) {
    /** The options that ask for a backup; the others belong to them. */
    private static final List<String> NAMES =
            List.of("--export", "--import", "--check", "--replace", "--passphrase-file");

    private static final List<String> FITTING =
            Stream.concat(Stream.of("--data"), NAMES.stream()).toList();

    static final String USAGE = """
                   ./mfs controller [--data FOLDER] --export FILE [--passphrase-file FILE]
                   ./mfs controller [--data FOLDER] --import FILE [--passphrase-file FILE] [--replace]
                   ./mfs controller --check FILE [--passphrase-file FILE]
            """;

    static final String MEANINGS = """
              --export FILE     write a backup of the configuration, and end; a controller may be running
              --import FILE     make a backup the configuration, all of it or nothing, and end; no controller may be running
              --check FILE      say what is wrong with a backup, and end
              --replace         with --import: in place of the configuration that is there
              --passphrase-file FILE
                                what passwords in a backup are sealed under, in a file that only its owner may read; without
                                it a terminal is asked
            """;

    /** What is done with a backup. */
    enum Task {
        EXPORT,
        IMPORT,
        CHECK;

        String option() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a command line asks for a backup. */
    static boolean areIn(List<String> arguments) {
        return NAMES.stream().anyMatch(arguments::contains);
    }

    /**
     * Reads them.
     *
     * @param place where programs keep their data, each in a folder of its own
     * @throws IllegalArgumentException if they can't be understood; the message says why in one line
     */
    static BackupOptions of(Path place, List<String> arguments) {
        GivenOptions given = new GivenOptions(arguments);
        given.mustBeOf(FITTING, " does not go with a backup; --help lists what does");
        List<Task> tasks = List.of(Task.values()).stream()
                .filter(task -> given.has(task.option()))
                .toList();
        if (tasks.size() != 1) {
            throw new IllegalArgumentException("one of --export, --import and --check was expected");
        }
        Task task = tasks.getFirst();
        boolean replace = given.has("--replace");
        if (replace && task != Task.IMPORT) {
            throw new IllegalArgumentException("--replace belongs to --import");
        }
        if (task == Task.CHECK && given.has("--data")) {
            throw new IllegalArgumentException("--data does not go with --check, which looks at the file alone");
        }
        Path data = given.value("--data").map(Path::of).orElse(place.resolve("controller"));
        return new BackupOptions(
                data.toAbsolutePath().normalize(),
                task,
                Path.of(given.value(task.option()).orElseThrow()),
                given.value("--passphrase-file").map(Path::of),
                replace);
    }
}
