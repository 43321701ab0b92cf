package org.openmfs.agent.association;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * Where an association stands at one moment.
 *
 * @param key under which traffic is sent
 * @param suite of that key
 * @param stock confirmed keys that are ready
 * @param lastRekey when that key was installed
 * @param nextRekey when it is due for replacement
 * @param revision of the protocol that both ends speak, once the peer was met
 * @param reasons why the association is not as desired; several of one kind where several methods lack the same
 */
public record AssociationReport(
        AssociationId association,
        Phase phase,
        Optional<KeyId> key,
        Optional<SuiteId> suite,
        int stock,
        Optional<Instant> lastRekey,
        Optional<Instant> nextRekey,
        Optional<Integer> revision,
        List<Reason> reasons,
        Counters counters) {
    public AssociationReport {
        reasons = List.copyOf(reasons);
    }

    /** Where it stands, in one word; the enumeration of YANG module mfs-agent. */
    public enum Phase {
        /** Nothing is under way. */
        IDLE,
        /** No key is installed yet; one is being made. */
        NEGOTIATING,
        /** Traffic is protected and keys are in supply. */
        SECURED,
        /** Traffic is protected, but something is amiss: see the reasons. */
        DEGRADED,
        /** Traffic is stopped for want of a key. */
        BLOCKED,
        /** Being removed. */
        WITHDRAWING;

        /** Why it is so where nothing is amiss. */
        private String ordinary() {
            return switch (this) {
                case IDLE -> "nothing is under way";
                case NEGOTIATING -> "a key is being made";
                case SECURED -> "traffic is protected and nothing is amiss";
                case DEGRADED -> "something is amiss";
                case BLOCKED -> "there is no key";
                case WITHDRAWING -> "it is being removed";
            };
        }
    }

    /** The same while its association is broken; a key in use still is. */
    public AssociationReport broken(ReasonCode code, String why, Instant now) {
        return with(key.isPresent() ? Phase.DEGRADED : Phase.NEGOTIATING, key, new Reason(code, why, now));
    }

    /** The same shortly after its association was broken, and may be again. */
    public AssociationReport afterABreak(ReasonCode code, String why, Instant since) {
        Phase next = switch (phase) {
            case IDLE -> Phase.NEGOTIATING;
            case SECURED -> Phase.DEGRADED;
            case NEGOTIATING, DEGRADED, BLOCKED, WITHDRAWING -> phase;
        };
        return with(next, key, new Reason(code, why, since));
    }

    /** Whether traffic that was stopped for this reason is protected again. */
    public boolean isOver(Reason stop) {
        return key.isPresent() && !has(stop.code());
    }

    /** The same while it is looked for the key that was in use before. */
    public AssociationReport withKeyOf(AssociationReport last) {
        boolean looking = key.isEmpty() && phase != Phase.BLOCKED && phase != Phase.WITHDRAWING;
        return looking
                ? new AssociationReport(
                        association,
                        Phase.DEGRADED,
                        last.key,
                        last.suite,
                        last.stock,
                        last.lastRekey,
                        last.nextRekey,
                        revision,
                        reasons,
                        counters)
                : this;
    }

    private boolean has(ReasonCode code) {
        return reasons.stream().anyMatch(reason -> reason.code() == code);
    }

    /** The same where traffic was stopped before, which its association does not know; not where that failed. */
    public AssociationReport stopped(Reason first) {
        boolean unsure = key.isPresent() && has(ReasonCode.ENC_DEC_FAILED);
        return unsure || phase == Phase.WITHDRAWING
                ? stoppedSince(first)
                : with(Phase.BLOCKED, Optional.empty(), first);
    }

    /** The same where traffic is stopped since before its association was started again. */
    public AssociationReport stoppedSince(Reason first) {
        return has(first.code()) ? with(phase, key, first) : this;
    }

    /** The same when its key was removed from the Enc/Dec. */
    public AssociationReport expired(String why, Instant now) {
        return with(Phase.BLOCKED, Optional.empty(), new Reason(ReasonCode.KEY_EXPIRED, why, now));
    }

    private AssociationReport with(Phase next, Optional<KeyId> inUse, Reason more) {
        List<Reason> all = Stream.concat(
                        reasons.stream().filter(reason -> reason.code() != more.code()), Stream.of(more))
                .toList();
        return new AssociationReport(
                association,
                next,
                inUse,
                inUse.flatMap(id -> suite),
                stock,
                lastRekey,
                nextRekey,
                revision,
                all,
                counters);
    }

    /** Why it is in its phase, as an operator reads it. */
    public String because() {
        return reasons.isEmpty() || phase == Phase.WITHDRAWING ? phase.ordinary() : Reason.words(reasons);
    }

    /** The reasons, those of one kind together: several methods may lack the same. */
    public List<Reason> reasonsByCode() {
        return List.copyOf(reasons.stream()
                .collect(Collectors.toMap(Reason::code, Function.identity(), Reason::and, LinkedHashMap::new))
                .values());
    }

    /** What is wrong, in words too, and since when. */
    public record Reason(ReasonCode code, String text, Instant since) {
        private Reason and(Reason other) {
            return new Reason(code, text + "; " + other.text(), since.isBefore(other.since()) ? since : other.since());
        }

        /** Reasons as an operator reads them, one after the other. */
        public static String words(List<Reason> reasons) {
            return reasons.stream()
                    .map(reason -> reason.code().word() + ": " + reason.text())
                    .collect(Collectors.joining("; "));
        }
    }

    /**
     * What happened since the process started, but rekeys, which are counted from the journal.
     *
     * @param rekeys keys installed one after the other
     * @param exchanges keys that both ends confirmed
     * @param failures exchanges that failed
     * @param mismatches confirmations that differed
     */
    public record Counters(long rekeys, long exchanges, long failures, long mismatches) {}
}
