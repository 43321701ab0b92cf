package org.openmfs.mutation;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mutants that change nothing that anybody could notice, and why: the rows of a table that is kept by hand. */
final class Explanations {
    private static final int COLUMNS = 5;

    private final Map<Mutant, String> reasons;

    private Explanations(Map<Mutant, String> reasons) {
        this.reasons = reasons;
    }

    /**
     * The rows of {@code docs/mutants.md}: class, method, mutation, line of source, reason.
     *
     * @throws IllegalArgumentException when a row has other columns, no reason, or is there twice
     */
    static Explanations read(List<String> lines) {
        Map<Mutant, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith("| `")) {
                List<String> cells = cells(line);
                if (cells.size() != COLUMNS || cells.getLast().isEmpty()) {
                    throw new IllegalArgumentException("five columns were expected: " + line);
                }
                Mutant mutant = new Mutant(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
                if (reasons.put(mutant, cells.getLast()) != null) {
                    throw new IllegalArgumentException("there twice: " + line);
                }
            }
        }
        return new Explanations(reasons);
    }

    private static List<String> cells(String row) {
        String inner = row.strip().replaceAll("^\\||\\|$", "");
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .map(cell -> cell.replaceAll("^`+ ?(.*?) ?`+$", "$1"))
                .toList();
    }

    /** The mutants that are explained. */
    Collection<Mutant> all() {
        return reasons.keySet();
    }

    Optional<String> why(Mutant mutant) {
        return Optional.ofNullable(reasons.get(mutant));
    }

    /**
     * Rows that are of no mutant any more.
     *
     * @param all every mutant of a module
     * @param packages of that module: rows of other modules are not asked for
     */
    List<Mutant> stale(Collection<Mutant> all, Collection<String> packages) {
        return reasons.keySet().stream()
                .filter(row -> packages.contains(packageOf(row.type())))
                .filter(row -> !all.contains(row))
                .toList();
    }

    static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }
}
