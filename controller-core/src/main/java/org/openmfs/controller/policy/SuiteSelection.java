package org.openmfs.controller.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;

/**
 * Which suites a class admits among methods that both CFs have, best first; and if none, why.
 *
 * <p>A suite has no more methods than the floor needs: each further one costs time and adds a way to fail.
 */
public record SuiteSelection(ProtectionClass protectionClass, List<MethodId> wanted) {
    private static final int MOST_SUITES = 8;
    private static final int MOST_CANDIDATES = 12;

    public SuiteSelection {
        wanted = List.copyOf(wanted);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** At least one suite, best first. */
        record Selected(List<Suite> suites) implements Outcome {}

        /** No suite; the code says what is wrong and the text with which methods. */
        record Refused(ReasonCode code, String text) implements Outcome {}
    }

    /**
     * @param common methods that both CFs carry out, as the catalogue has them
     */
    public Outcome among(Map<MethodId, Method> common) {
        List<MethodId> preferred = wanted.isEmpty()
                ? protectionClass.methods()
                : wanted.stream().filter(protectionClass.methods()::contains).toList();
        List<Method> shared =
                preferred.stream().filter(common::containsKey).map(common::get).toList();
        if (shared.isEmpty()) {
            return new Outcome.Refused(
                    ReasonCode.NO_COMMON_METHOD, "class allows " + preferred + ", both CFs have " + common.keySet());
        }
        List<Method> candidates = shared.stream()
                .filter(this::strongEnough)
                .filter(method -> method.life().usable())
                .sorted(Comparator.comparing(method -> method.life() == Method.Life.DEPRECATED))
                .limit(MOST_CANDIDATES)
                .toList();
        List<Suite> suites = combinations(candidates);
        if (!suites.isEmpty()) {
            return new Outcome.Selected(suites);
        }
        return refusal(shared, candidates);
    }

    /**
     * Whether both CFs can combine as the class wants; if not, why no suite does.
     *
     * @param a what the one has
     * @param z what the other has
     */
    public Optional<Outcome.Refused> combinerRefusal(Set<String> a, Set<String> z) {
        String wants = protectionClass.combiner();
        if (a.contains(wants) && z.contains(wants)) {
            return Optional.empty();
        }
        String text =
                "class wants combiner " + wants + ", the CFs have " + new TreeSet<>(a) + " and " + new TreeSet<>(z);
        return Optional.of(new Outcome.Refused(ReasonCode.NO_COMMON_METHOD, text));
    }

    private Outcome.Refused refusal(List<Method> shared, List<Method> candidates) {
        if (!combinations(shared.stream().filter(this::strongEnough).toList()).isEmpty()) {
            List<MethodId> unusable = shared.stream()
                    .filter(method -> !method.life().usable())
                    .map(Method::id)
                    .toList();
            return new Outcome.Refused(ReasonCode.METHOD_FORBIDDEN, "needed but not allowed any more: " + unusable);
        }
        if (candidates.size() < protectionClass.floor().factors()) {
            return new Outcome.Refused(
                    ReasonCode.NO_COMMON_METHOD,
                    protectionClass.floor().factors() + " methods needed, usable at both ends: " + ids(candidates));
        }
        return new Outcome.Refused(
                ReasonCode.DIVERSITY_NOT_MET,
                "diversity " + protectionClass.floor().diversity() + " with grounds "
                        + protectionClass.floor().required() + " needed, usable at both ends: " + ids(candidates));
    }

    private static List<MethodId> ids(List<Method> methods) {
        return methods.stream().map(Method::id).toList();
    }

    private boolean strongEnough(Method method) {
        return method.category() == 0 || method.category() >= protectionClass.leastCategory();
    }

    /** Smaller ones are looked for first, since what is added to one is not needed; told in the order of the methods. */
    private List<Suite> combinations(List<Method> candidates) {
        List<List<Method>> found = new ArrayList<>();
        for (int size = protectionClass.leastMethods(); size <= protectionClass.mostMethods(); size++) {
            extend(candidates, 0, size, new ArrayList<>(), found);
        }
        return found.stream()
                .sorted((one, other) -> inOrder(candidates, one, other))
                .map(methods -> Suite.of(ids(methods), protectionClass.combiner()))
                .toList();
    }

    private static int inOrder(List<Method> candidates, List<Method> one, List<Method> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = Integer.compare(candidates.indexOf(one.get(i)), candidates.indexOf(other.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private void extend(List<Method> candidates, int from, int left, List<Method> chosen, List<List<Method>> found) {
        if (found.size() == MOST_SUITES) {
            return;
        }
        if (left == 0) {
            if (protectionClass.floor().admits(chosen) && found.stream().noneMatch(chosen::containsAll)) {
                found.add(List.copyOf(chosen));
            }
            return;
        }
        for (int i = from; i <= candidates.size() - left; i++) {
            chosen.addLast(candidates.get(i));
            extend(candidates, i + 1, left - 1, chosen, found);
            chosen.removeLast();
        }
    }
}
