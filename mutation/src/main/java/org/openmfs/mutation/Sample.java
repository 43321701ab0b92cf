package org.openmfs.mutation;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.ProjectMutationInterceptor;
import org.pitest.mutationtest.build.ProjectMutationInterceptorFactory;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.plugin.Feature;

/** Draws, by a seed, which of all mutants of a module are tried; no test has a say in it. */
final class Sample implements ProjectMutationInterceptorFactory, ProjectMutationInterceptor {
    private final Draw draw;
    private Collection<MutationDetails> all = List.of();
    private int drawn;

    Sample(Draw draw) {
        this.draw = draw;
    }

    /** Every mutant that it was drawn from. */
    Collection<MutationDetails> all() {
        return all;
    }

    /** How many of them are in the sample, of whatever class. */
    int drawn() {
        return drawn;
    }

    @Override
    public Collection<MutationDetails> intercept(Collection<MutationDetails> mutants) {
        all = List.copyOf(mutants);
        List<MutationDetails> mixed = new ArrayList<>(mutants);
        // In an order that does not depend on where the checkout is.
        mixed.sort(comparing(MutationDetails::getId)
                .thenComparing(mutant -> mutant.getId().toString()));
        Collections.shuffle(mixed, new Random(draw.seed()));
        drawn = Math.min(draw.size(), mixed.size());
        List<MutationDetails> tried = new ArrayList<>(mixed.subList(0, drawn));
        tried.removeIf(mutant ->
                !draw.only().matcher(mutant.getClassName().asJavaName()).find());
        return tried;
    }

    @Override
    public InterceptorType type() {
        return InterceptorType.FILTER;
    }

    @Override
    public ProjectMutationInterceptor createInterceptor(InterceptorParameters parameters) {
        return this;
    }

    @Override
    public Feature provides() {
        return Feature.named("sample").withOnByDefault(true);
    }

    @Override
    public String description() {
        return "A sample of all mutants, drawn by a seed";
    }
}
