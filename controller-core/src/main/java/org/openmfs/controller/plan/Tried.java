package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/**
 * What stands in the way of a plan: of many encryption points that were tried, each is named, as long as there are not too
 * many. Where only one pair was there to be tried, it is told as it is.
 */
final class Tried {
    private static final int MOST_REASONS = 40;
    private static final int MOST_TEXTS = 8;

    private final boolean several;
    private final List<Trouble> troubles = new ArrayList<>();

    /** @param several whether there are more encryption points than one at an end */
    Tried(boolean several) {
        this.several = several;
    }

    void add(List<Trouble> why) {
        troubles.addAll(why);
    }

    void add(Ends ends, List<Trouble> why) {
        why.forEach(trouble -> troubles.add(several ? trouble.after(ends.text() + ": ") : trouble));
    }

    List<Trouble> told() {
        return several ? merged() : List.copyOf(troubles);
    }

    private record Kind(ReasonCode code, String subject) {}

    /** A service tells one reason of a kind about one thing. */
    private List<Trouble> merged() {
        Map<Kind, Set<String>> texts = new LinkedHashMap<>();
        troubles.forEach(trouble -> texts.computeIfAbsent(
                        new Kind(trouble.code(), trouble.subject()), first -> new LinkedHashSet<>())
                .add(trouble.text()));
        return texts.entrySet().stream()
                .limit(MOST_REASONS)
                .map(entry -> new Trouble(entry.getKey().code(), entry.getKey().subject(), joined(entry.getValue())))
                .toList();
    }

    private static String joined(Set<String> texts) {
        int more = texts.size() - MOST_TEXTS;
        String told = texts.stream().limit(MOST_TEXTS).collect(Collectors.joining("; "));
        return more > 0 ? told + "; and " + more + " more" : told;
    }
}
