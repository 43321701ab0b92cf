package org.openmfs.agent.combine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;

/**
 * What one side accepts: its configured suites, best first, held against its floor and the methods it can carry out.
 *
 * @param suites configured, best first
 * @param grounds the methods of this CF and the grounds that each stands on
 * @param combiners the key schedules of this CF
 */
public record SuiteChoice(
        List<Suite> suites, PolicyFloor floor, Map<MethodId, List<Ground>> grounds, Set<CombinerId> combiners) {
    private static final int TOLD = 3;

    public SuiteChoice {
        suites = List.copyOf(suites);
        grounds = Map.copyOf(grounds);
        combiners = Set.copyOf(combiners);
    }

    /** What a responder makes of an offer. */
    public sealed interface Verdict {
        /** The selected suite, as configured here. */
        record Accepted(Suite suite) implements Verdict {}

        /** Not that one, but this one of those offered. */
        record Preferred(SuiteId suite) implements Verdict {}

        /** None of those offered. */
        record Rejected(Objection objection) implements Verdict {}
    }

    /** Why a suite does not do. */
    public enum Objection {
        /** Not configured here, or configured with other methods. */
        UNKNOWN,
        /** Fewer factors, or less diverse, than the floor asks for. */
        BELOW_FLOOR,
        /** One of its methods, or its combiner, is not carried out here. */
        METHOD_MISSING
    }

    /** The suites that may be used, best first. */
    public List<Suite> acceptable() {
        return suites.stream().filter(suite -> objection(suite).isEmpty()).toList();
    }

    /** Whether a key of this suite may be used. */
    public boolean allows(SuiteId id) {
        return acceptable().stream().anyMatch(suite -> suite.id().equals(id));
    }

    /**
     * The suites that may be used and reach the peer's floor too, best first. Where none reaches it all are left: the peer
     * says what they lack, and its floor may be another now.
     */
    public List<Suite> acceptableToBoth(PolicyFloor peerFloor) {
        List<Suite> both =
                acceptable().stream().filter(suite -> meets(suite, peerFloor)).toList();
        return both.isEmpty() ? acceptable() : both;
    }

    /**
     * What is wrong with each of these suites, for an operator; the first few, and how many more there are.
     *
     * @param peerFloor of whoever offers them
     */
    public String objections(List<Suite> offered, PolicyFloor peerFloor) {
        List<String> all = offered.stream()
                .flatMap(suite -> complaint(suite, peerFloor).stream())
                .toList();
        String first = all.stream().limit(TOLD).collect(Collectors.joining("; "));
        return all.size() > TOLD ? first + "; and " + (all.size() - TOLD) + " more" : first;
    }

    private Optional<String> complaint(Suite suite, PolicyFloor peerFloor) {
        return objection(suite, peerFloor)
                .map(objection -> switch (objection) {
                    case UNKNOWN -> "is not one of this CF's, or has other methods here";
                    case METHOD_MISSING -> "needs " + missing(suite) + ", which this CF does not have";
                    case BELOW_FLOOR -> "has " + String.join(" and ", lacks(suite, floor.and(peerFloor)));
                })
                .map(text -> "suite " + suite.id() + " " + text);
    }

    private String missing(Suite suite) {
        Stream<String> methods = suite.methods().stream()
                .filter(method -> !grounds.containsKey(method))
                .map(method -> "method " + method);
        Stream<String> combiner = Stream.of(suite.combiner())
                .filter(named -> !combiners.contains(named))
                .map(named -> "combiner " + named.word());
        return Stream.concat(methods, combiner).collect(Collectors.joining(" and "));
    }

    /** What is wrong with this suite; empty if nothing is. */
    public Optional<Objection> objection(Suite suite) {
        if (!suites.contains(suite)) {
            return Optional.of(Objection.UNKNOWN);
        }
        boolean known = grounds.keySet().containsAll(suite.methods()) && combiners.contains(suite.combiner());
        if (!known) {
            return Optional.of(Objection.METHOD_MISSING);
        }
        return meets(suite, floor) ? Optional.empty() : Optional.of(Objection.BELOW_FLOOR);
    }

    /** Whether the suite reaches a floor, for example the peer's. */
    public boolean meets(Suite suite, PolicyFloor least) {
        return lacks(suite, least).isEmpty();
    }

    private List<String> lacks(Suite suite, PolicyFloor least) {
        Set<Ground> reached = suite.methods().stream()
                .map(method -> grounds.getOrDefault(method, List.of()))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return least.lacks(suite.methods().size(), reached);
    }

    /** Judges a peer's offer: its full list, what it selected, and its own floor. */
    public Verdict judge(List<Suite> offered, SuiteId selected, PolicyFloor peerFloor) {
        Optional<Suite> wanted =
                offered.stream().filter(suite -> suite.id().equals(selected)).findFirst();
        Optional<Objection> objection =
                wanted.map(suite -> objection(suite, peerFloor)).orElse(Optional.of(Objection.UNKNOWN));
        if (objection.isEmpty()) {
            return new Verdict.Accepted(wanted.orElseThrow());
        }
        return suites.stream()
                .filter(offered::contains)
                .filter(suite -> objection(suite, peerFloor).isEmpty())
                .findFirst()
                .<Verdict>map(suite -> new Verdict.Preferred(suite.id()))
                .orElseGet(() -> new Verdict.Rejected(objection.orElseThrow()));
    }

    private Optional<Objection> objection(Suite suite, PolicyFloor peerFloor) {
        return objection(suite)
                .or(() -> meets(suite, peerFloor) ? Optional.empty() : Optional.of(Objection.BELOW_FLOOR));
    }
}
