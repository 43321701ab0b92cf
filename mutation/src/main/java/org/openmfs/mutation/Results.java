package org.openmfs.mutation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.pitest.mutationtest.ClassMutationResults;
import org.pitest.mutationtest.ListenerArguments;
import org.pitest.mutationtest.MutationResult;
import org.pitest.mutationtest.MutationResultListener;
import org.pitest.mutationtest.MutationResultListenerFactory;
import org.pitest.mutationtest.engine.MutationDetails;

/** What became of each mutant that was tried; says from time to time how far it is. */
final class Results implements MutationResultListenerFactory, MutationResultListener {
    static final String NAME = "results";
    private static final int STEP = 25;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private final List<MutationResult> all = new ArrayList<>();

    Results(PrintStream out) {
        this.out = out;
    }

    List<MutationResult> all() {
        return List.copyOf(all);
    }

    @Override
    public void runStart() {
        out.println("mutate: tests pass without a mutation, " + seconds() + " s");
    }

    @Override
    public void handleMutationResult(ClassMutationResults results) {
        int before = all.size() / STEP;
        all.addAll(results.getMutations());
        results.getMutations().stream()
                .filter(one -> !one.getStatus().isDetected())
                .forEach(this::tell);
        if (all.size() / STEP > before) {
            out.println("mutate: " + all.size() + " tried, " + seconds() + " s");
        }
    }

    /** At once, so that of a run that is cut off something is left. */
    private void tell(MutationResult lives) {
        MutationDetails mutant = lives.getDetails();
        out.println("mutate: lives: %s:%d %s: %s"
                .formatted(
                        mutant.getClassName().asJavaName(),
                        mutant.getLineNumber(),
                        mutant.getMethod(),
                        mutant.getDescription()));
    }

    @Override
    public void runEnd() {
        out.println("mutate: all tried, " + seconds() + " s");
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }

    @Override
    public MutationResultListener getListener(Properties properties, ListenerArguments arguments) {
        return this;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Results as an object";
    }
}
