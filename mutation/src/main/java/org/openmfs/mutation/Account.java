package org.openmfs.mutation;

import static java.util.Comparator.comparing;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pitest.mutationtest.DetectionStatus;
import org.pitest.mutationtest.MutationResult;

/** Tells who survived, and counts. */
final class Account {
    private final Naming naming;
    private final Explanations explanations;
    private final List<MutationResult> results;

    Account(Naming naming, Explanations explanations, List<MutationResult> results) {
        this.naming = naming;
        this.explanations = explanations;
        this.results = results.stream()
                .sorted(comparing(result -> result.getDetails().getId()))
                .toList();
    }

    /** A mutant is killed when a test fails for it, or does not come to an end, or wants more memory than there is. */
    static boolean killed(DetectionStatus status) {
        return switch (status) {
            case KILLED, TIMED_OUT, MEMORY_ERROR -> true;
            // What the JVM did not load, or what took it down, was not noticed by a test.
            case SURVIVED, NO_COVERAGE, NON_VIABLE, RUN_ERROR, EQUIVALENT, NOT_STARTED, STARTED -> false;
        };
    }

    private static String word(DetectionStatus status) {
        return switch (status) {
            case KILLED -> "killed";
            case TIMED_OUT -> "timed out";
            case MEMORY_ERROR -> "out of memory";
            case NO_COVERAGE -> "survived, run by no test";
            case SURVIVED, EQUIVALENT -> "survived";
            case NON_VIABLE, RUN_ERROR, NOT_STARTED, STARTED -> "undecided (" + status + ")";
        };
    }

    void tell(PrintStream out) {
        results.stream()
                .filter(result -> result.getStatus() != DetectionStatus.KILLED)
                .forEach(result -> out.println(line(result)));
        results.stream()
                .filter(result -> killed(result.getStatus()))
                .filter(result -> explanation(result).isPresent())
                .forEach(result -> out.println("explained, but killed: " + place(result)));
        Collection<String> packages = naming.all().stream()
                .map(mutant -> Explanations.packageOf(mutant.type()))
                .distinct()
                .toList();
        explanations
                .stale(naming.all(), packages)
                .forEach(row -> out.println("explained, but there is no such mutant any more: " + row.type() + " "
                        + row.method() + ": " + row.change() + ": " + row.source()));
        tellCounts(out);
    }

    private void tellCounts(PrintStream out) {
        long unexplained = results.stream()
                .filter(result -> !killed(result.getStatus()))
                .filter(result -> explanation(result).isEmpty())
                .count();
        long killed =
                results.stream().filter(result -> killed(result.getStatus())).count();
        long byTime = results.stream()
                .filter(result -> result.getStatus() == DetectionStatus.TIMED_OUT)
                .count();
        out.println("mutate: %d survivors, %d of them explained; %d of the killed ones by the time limit"
                .formatted(results.size() - killed, results.size() - killed - unexplained, byTime));
        out.println("mutate: %d of %d killed".formatted(killed, results.size()));
    }

    private Optional<String> explanation(MutationResult result) {
        return explanations.why(naming.of(result.getDetails()));
    }

    private String line(MutationResult result) {
        String reason = killed(result.getStatus())
                ? ""
                : explanation(result).map(why -> " [explained: " + why + "]").orElse("");
        return word(result.getStatus()) + ": " + place(result) + reason;
    }

    private String place(MutationResult result) {
        Mutant mutant = naming.of(result.getDetails());
        return mutant.type() + ":" + result.getDetails().getLineNumber() + " " + mutant.method() + ": "
                + mutant.change() + ": " + mutant.source();
    }
}
