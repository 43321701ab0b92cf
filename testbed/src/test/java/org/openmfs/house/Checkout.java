package org.openmfs.house;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout under test: where its root is, what git tracks in it and which modules have code. */
final class Checkout {
    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /** The checkout that the test runs in: the nearest folder upwards that holds the {@code mfs} script. */
    static Checkout found() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("mfs")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("no folder upwards of the working directory holds the mfs script");
    }

    /** Skips the running test unless the whole project is being built, as {@code ./mfs test} does. */
    static void assumeWholeBuild() {
        assumeTrue(
                "false".equals(System.getProperty("house.skip")),
                "runs in ./mfs test, where the whole project is built");
    }

    Path file(String relative) {
        return root.resolve(relative);
    }

    String text(String relative) {
        return read(file(relative));
    }

    /** A file of the design notes that lie beside the checkout on the build machine, where they are present. */
    Optional<Path> shared(String relative) {
        return Optional.of(root.resolveSibling("shared").resolve(relative)).filter(Files::isRegularFile);
    }

    /** Every tracked path that still exists, relative to the root. */
    List<Path> trackedFiles() {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z")
                    .directory(root.toFile())
                    .start();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(names.split("\0"))
                    .filter(name -> !name.isEmpty())
                    .map(Path::of)
                    .filter(path -> Files.isRegularFile(root.resolve(path)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folders of modules with hand-written main code, relative to the root. */
    List<Path> codeModules() {
        return foldersWith("src/main/java");
    }

    /** Every Java test source, in the order of their paths. */
    List<Path> testSources() {
        return foldersWith("src/test/java").stream()
                .flatMap(module -> javaFiles(root.resolve(module).resolve("src/test/java")).stream())
                .sorted()
                .toList();
    }

    Path relative(Path file) {
        return root.relativize(file);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> foldersWith(String sources) {
        try (Stream<Path> folders = Files.walk(root, 2)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .filter(folder -> Files.isDirectory(folder.resolve(sources)))
                    .map(root::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
