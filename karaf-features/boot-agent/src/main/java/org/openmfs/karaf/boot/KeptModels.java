package org.openmfs.karaf.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Which models the configuration in a data folder was written with. The datastore drops what is of a revision that it does not
 * have, and says nothing; so a start on such a folder is refused, and an import into it has its old state back where it fails.
 *
 * @param state folder of the datastore
 * @param here models of this version that have configuration, {@code name@revision}
 */
record KeptModels(Path state, Set<String> here) {
    private static final String RECORD = "models";
    /** There from the start of an import in place of other models' configuration until it is done. */
    private static final String UNFINISHED = "import";

    private static final String FOLDER = "META-INF/yang/";
    private static final String SUFFIX = ".yang";
    private static final String OURS = "mfs-";
    /** Ours that neither configure anything at the controller nor give words to one that does. */
    private static final Set<String> WITHOUT_CONFIGURATION =
            Set.of("mfs-agent", "mfs-event", "mfs-key", "mfs-operation");

    /**
     * @param base folder of this Karaf's own files
     * @param home of the distribution
     */
    static KeptModels of(Path base, Path home) throws IOException {
        Path jars = home.resolve("system/org/openmfs/yang-models");
        Set<String> here = new TreeSet<>();
        try (Stream<Path> files = Files.walk(jars)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                here.addAll(models(jar));
            }
        }
        return new KeptModels(base.resolve("state"), here);
    }

    private static List<String> models(Path jar) throws IOException {
        try (JarFile content = new JarFile(jar.toFile())) {
            return content.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER + OURS) && name.endsWith(SUFFIX))
                    .map(name -> name.substring(FOLDER.length(), name.length() - SUFFIX.length()))
                    .filter(name -> !WITHOUT_CONFIGURATION.contains(name.replaceAll("@.*", "")))
                    .toList();
        }
    }

    /**
     * What is kept can be read by this version, or makes room.
     *
     * @param replacing whether a backup is imported in its place
     * @throws IOException if it can't be; the message is what to do, for an operator
     */
    void require(boolean replacing) throws IOException {
        putBack();
        if (isKept()) {
            forgetReplaced();
            List<String> lacking = lacking();
            if (!lacking.isEmpty() && !replacing) {
                throw new IOException(state + ": it is of " + String.join(", ", lacking)
                        + ", which this version would drop; --export it with the version that wrote it, then"
                        + " --import FILE --replace with this one");
            }
            if (!lacking.isEmpty()) {
                makeRoom();
            }
        }
        Files.createDirectories(state);
        write();
    }

    /** What an import that came to nothing has moved away. */
    private void putBack() throws IOException {
        if (Files.exists(before()) && (Files.notExists(state) || Files.exists(state.resolve(UNFINISHED)))) {
            delete(state);
            Files.move(before(), state, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The import is done, in whose place this was kept. */
    private void forgetReplaced() throws IOException {
        if (Files.exists(before())) {
            delete(replaced());
            Files.move(before(), replaced(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** One that ends between the two moves is put back. */
    private void makeRoom() throws IOException {
        Path fresh = state.resolveSibling("state-of-import");
        delete(fresh);
        Files.createDirectory(fresh);
        Files.createFile(fresh.resolve(UNFINISHED));
        Files.move(state, before(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path before() {
        return state.resolveSibling("state-before-import");
    }

    private Path replaced() {
        return state.resolveSibling("state-replaced");
    }

    private boolean isKept() throws IOException {
        if (Files.notExists(state)) {
            return false;
        }
        try (Stream<Path> content = Files.list(state)) {
            return content.findAny().isPresent();
        }
    }

    private List<String> lacking() throws IOException {
        Path file = state.resolve(RECORD);
        if (Files.notExists(file)) {
            return List.of("models that its version did not tell");
        }
        return Files.readAllLines(file).stream()
                .filter(model -> !here.contains(model))
                .toList();
    }

    private void write() throws IOException {
        Path fresh = Files.write(state.resolve(RECORD + ".new"), here);
        Files.move(fresh, state.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
