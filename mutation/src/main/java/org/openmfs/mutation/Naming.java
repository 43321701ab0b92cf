package org.openmfs.mutation;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.MutationIdentifier;

/** What each mutant of a module is called. */
final class Naming {
    private static final String PROJECT = "org.openmfs.";

    private final Path sources;
    private final Map<Path, List<String>> read = new HashMap<>();
    private final Map<Mutant, Integer> alike = new HashMap<>();
    private final Map<MutationIdentifier, Mutant> names = new LinkedHashMap<>();

    /** @param sources the folder of the module's main sources */
    Naming(Path sources, Collection<MutationDetails> all) {
        this.sources = sources;
        all.stream()
                .sorted(comparing(MutationDetails::getClassName)
                        .thenComparing(MutationDetails::getLineNumber)
                        .thenComparing(MutationDetails::getId))
                .forEach(details -> names.put(details.getId(), numbered(told(details))));
    }

    /** Every mutant of the module. */
    Collection<Mutant> all() {
        return names.values();
    }

    Mutant of(MutationDetails details) {
        return names.get(details.getId());
    }

    private Mutant numbered(Mutant mutant) {
        int number = alike.merge(mutant, 1, Integer::sum);
        return number == 1
                ? mutant
                : new Mutant(mutant.type(), mutant.method(), mutant.change() + " (" + number + ")", mutant.source());
    }

    private Mutant told(MutationDetails details) {
        String type = details.getClassName().asJavaName();
        String method = withoutNumber(details.getMethod());
        String change = withoutNumber(details.getDescription().replaceAll("[\\w$]+/", ""));
        return new Mutant(
                type.startsWith(PROJECT) ? type.substring(PROJECT.length()) : type, method, change, line(details));
    }

    /** Lambdas are numbered anew when one comes before them. */
    private static String withoutNumber(String lambda) {
        return lambda.replaceFirst("lambda\\$(.+)\\$\\d+$", "$1");
    }

    private String line(MutationDetails details) {
        String folder = details.getClassName().getPackage().asInternalName();
        List<String> lines =
                read.computeIfAbsent(sources.resolve(folder).resolve(details.getFilename()), Naming::linesOf);
        int number = details.getLineNumber();
        return number > 0 && number <= lines.size() ? lines.get(number - 1).strip() : "";
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
