package org.openmfs.agent.association;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * What is amiss: with each method of this side, with how exchanges of each suite fail, or at all. A cause has one reason
 * at a time, which is as old as the first of its kind.
 */
final class Amiss {
    private static final Set<ReasonCode> OF_METHODS =
            EnumSet.of(ReasonCode.METHOD_UNREACHABLE, ReasonCode.METHOD_EXHAUSTED, ReasonCode.METHOD_FAILED);
    private static final Comparator<Reason> ORDER =
            Comparator.comparing(Reason::code).thenComparing(Reason::since).thenComparing(Reason::text);

    private final Map<Trouble, Reason> reasons = new HashMap<>();

    /** @param method of this side, where it is known which one is the cause */
    private record Trouble(ReasonCode code, Optional<MethodId> method, Optional<SuiteId> suite) {
        boolean isOf(ReasonCode one) {
            return code == one;
        }

        boolean isOf(MethodId one) {
            return method.filter(one::equals).isPresent();
        }

        boolean isOf(SuiteId one) {
            return suite.filter(one::equals).isPresent();
        }

        /** Whether it is a method that one of these suites needs, here or at the peer's. */
        boolean isInTheWayOf(List<Suite> suites) {
            return OF_METHODS.contains(code)
                    && suites.stream()
                            .anyMatch(one -> method.map(one.methods()::contains).orElseGet(() -> isOf(one.id())));
        }
    }

    List<Reason> reasons() {
        return reasons.values().stream().sorted(ORDER).toList();
    }

    void raise(ReasonCode code, String text, Instant now) {
        put(new Trouble(code, Optional.empty(), Optional.empty()), text, now, before -> before.isOf(code));
    }

    /** What a method of this side lacks is not known to be over when another one fails. */
    void raise(ReasonCode code, SuiteId suite, String text, Instant now) {
        boolean ofMethod = OF_METHODS.contains(code);
        reasons.keySet()
                .removeIf(before -> before.isOf(suite)
                        && !before.isOf(code)
                        && !(ofMethod && before.method().isPresent()));
        Trouble trouble = new Trouble(code, Optional.empty(), Optional.of(suite));
        put(trouble, text, now, before -> ofMethod ? before.equals(trouble) : before.isOf(code));
    }

    void raise(ReasonCode code, MethodId method, String text, Instant now) {
        Optional<SuiteId> suite = reasons.keySet().stream()
                .filter(before -> before.isOf(method))
                .flatMap(before -> before.suite().stream())
                .findFirst();
        raise(new Trouble(code, Optional.of(method), suite), method, text, now);
    }

    /** @param suite whose exchange failed for it, which was said before */
    void raise(ReasonCode code, MethodId method, SuiteId suite, String text, Instant now) {
        Instant since = since(before -> before.equals(new Trouble(code, Optional.empty(), Optional.of(suite))), now);
        raise(new Trouble(code, Optional.of(method), Optional.of(suite)), method, text, since);
        reasons.remove(new Trouble(code, Optional.empty(), Optional.of(suite)));
    }

    private void raise(Trouble trouble, MethodId method, String text, Instant now) {
        reasons.keySet().removeIf(before -> before.isOf(method) && !before.isOf(trouble.code()));
        put(trouble, method + ": " + text, now, before -> before.isOf(method));
    }

    private void put(Trouble trouble, String text, Instant now, Predicate<Trouble> replaced) {
        Instant since = since(replaced, now);
        reasons.keySet().removeIf(replaced);
        reasons.put(trouble, new Reason(trouble.code(), text, since));
    }

    private Instant since(Predicate<Trouble> which, Instant now) {
        return reasons.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(entry -> entry.getValue().since())
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    void clear(ReasonCode code) {
        reasons.keySet().removeIf(trouble -> trouble.isOf(code));
    }

    void clear(MethodId method) {
        reasons.keySet().removeIf(trouble -> trouble.isOf(method));
    }

    /** All of this kind, but what keeps keys of these suites from being made. */
    void clear(ReasonCode code, List<Suite> better) {
        reasons.keySet().removeIf(trouble -> trouble.isOf(code) && !trouble.isInTheWayOf(better));
    }

    /** What concerns methods and exchanges of other suites than these. */
    void clearOthers(List<Suite> suites) {
        reasons.keySet()
                .removeIf(trouble -> OF_METHODS.contains(trouble.code())
                        && (trouble.method().isPresent() || trouble.suite().isPresent())
                        && !trouble.isInTheWayOf(suites));
    }
}
