package org.openmfs.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An instance document of our YANG modules; the end of its name says what it is, the beginning whose it is. */
record YangExample(Path file) {
    private static final String STATE = ".state.json";
    private static final String CONFIGURATION = ".config.json";

    /** What yanglint calls what a file with this ending holds. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            CONFIGURATION,
            "config",
            STATE,
            "data",
            ".rpc.json",
            "rpc",
            ".reply.json",
            "reply",
            ".notif.json",
            "notif",
            ".rpc.xml",
            "nc-rpc",
            ".notif.xml",
            "nc-notif"));

    /** Every example in a folder, in the order of names. */
    static List<YangExample> in(Path folder) {
        return files(folder, "*.{json,xml}").stream().map(YangExample::new).toList();
    }

    static List<Path> files(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** The module that it shows. */
    String module() {
        return name().substring(0, name().indexOf('.'));
    }

    /** What is wrong with it; state is checked together with the configuration beside it. */
    String findings(Yanglint lint) {
        List<Path> files = new ArrayList<>();
        configuration().ifPresent(files::add);
        files.add(file);
        return lint.findings(type(), files);
    }

    private String type() {
        return TYPES.entrySet().stream()
                .filter(type -> name().endsWith(type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " must end with one of " + TYPES.keySet()));
    }

    private Optional<Path> configuration() {
        return name().endsWith(STATE)
                ? Optional.of(file.resolveSibling(module() + CONFIGURATION)).filter(Files::exists)
                : Optional.empty();
    }

    private String name() {
        return file.getFileName().toString();
    }
}
