package org.openmfs.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a start is about to make, so that it goes again where the start fails; nothing that was there before is in it.
 */
final class NewFiles {
    private final List<Path> deepestFirst;

    private NewFiles(List<Path> deepestFirst) {
        this.deepestFirst = deepestFirst;
    }

    /** Those of a folder, its parents and the files in it that are not there yet. */
    static NewFiles of(Path folder, String... names) {
        List<Path> missing = new ArrayList<>();
        Path whole = folder.toAbsolutePath().normalize();
        Stream<Path> folders = Stream.iterate(whole, at -> at != null, Path::getParent);
        Stream.concat(Stream.of(names).map(whole::resolve), folders)
                .filter(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .sorted(Comparator.comparing(Path::getNameCount).reversed())
                .forEach(missing::add);
        return new NewFiles(missing);
    }

    /** Takes them away; a folder with something else in it stays. */
    void remove() {
        for (Path file : deepestFirst) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException inUse) {
                // The start has failed for a reason of its own, and that is what is told.
            }
        }
    }
}
