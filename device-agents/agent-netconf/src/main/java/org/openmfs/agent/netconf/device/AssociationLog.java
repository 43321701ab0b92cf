package org.openmfs.agent.netconf.device;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.agent.association.AssociationEvent.RekeyFailed;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.protocol.ReasonCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How associations stand, in the log: one line for one thing that happens. A method that cannot be used is a warning
 * once a cause, since it needs somebody, and so is that no suite can be used; going to and fro before the first key is no line.
 */
final class AssociationLog {
    private static final Logger LOG = LoggerFactory.getLogger(AssociationLog.class);
    /** A want of keys is none of them: it mostly passes by itself. */
    private static final Set<ReasonCode> OF_METHODS =
            EnumSet.of(ReasonCode.METHOD_UNREACHABLE, ReasonCode.METHOD_FAILED);

    private static final Set<ReasonCode> OF_SUITES = EnumSet.of(ReasonCode.NO_COMMON_SUITE, ReasonCode.BELOW_FLOOR);
    private static final Set<Phase> BEFORE_KEYS = EnumSet.of(Phase.IDLE, Phase.NEGOTIATING);
    /** So many causes are warned of until methods can be used again; more say nothing new. */
    private static final int MOST_CAUSES = 16;

    private final Map<AssociationId, Story> stories = new ConcurrentHashMap<>();

    /** A failure, which is told when it is known whether the next report says it too. */
    void failed(RekeyFailed failure) {
        story(failure.association()).failures.add(failure);
    }

    /** Where the association stands now. */
    void reported(AssociationReport report) {
        story(report.association()).reported(report);
        if (report.phase() == Phase.WITHDRAWING) {
            stories.remove(report.association());
        }
    }

    private Story story(AssociationId association) {
        return stories.computeIfAbsent(association, Story::new);
    }

    /** What was told of one association; called one at a time. */
    private static final class Story {
        private final AssociationId association;
        private final List<RekeyFailed> failures = new ArrayList<>();
        private final Set<String> warned = new HashSet<>();
        /** Why no suite can be used, as was told. */
        private final Set<String> objected = new HashSet<>();

        private Phase phase = Phase.IDLE;

        Story(AssociationId association) {
            this.association = association;
        }

        void reported(AssociationReport report) {
            Phase before = phase;
            phase = report.phase();
            List<String> methods = words(report, OF_METHODS);
            List<String> suites = words(report, OF_SUITES);
            boolean moved = before != phase
                    && !(BEFORE_KEYS.contains(before)
                            && BEFORE_KEYS.contains(phase)
                            && report.reasons().isEmpty());
            if (moved) {
                boolean news = !warn(methods, warned).isEmpty()
                        | !warn(suites, objected).isEmpty();
                Level level = news ? Level.WARN : Level.INFO;
                LOG.atLevel(level)
                        .log("association {} moved {} -> {} because {}", association, before, phase, report.because());
            } else {
                stayed(methods, suites);
            }
            failures.clear();
            if (suites.isEmpty()) {
                objected.clear();
            }
            if (methods.isEmpty() && !warned.isEmpty()) {
                warned.clear();
                if (!moved) {
                    LOG.info("association {} can use its methods again", association);
                }
            }
        }

        /** What the phase does not show. */
        private void stayed(List<String> methods, List<String> suites) {
            warn(methods, warned)
                    .forEach(cause -> LOG.warn("association {} cannot use a method: {}", association, cause));
            warn(suites, objected)
                    .forEach(cause -> LOG.warn("association {} can use no suite: {}", association, cause));
            failures.stream()
                    .filter(failure -> methods.isEmpty() || !OF_METHODS.contains(failure.code()))
                    .filter(failure -> suites.isEmpty() || !OF_SUITES.contains(failure.code()))
                    .forEach(failure -> LOG.info("association {} got no key: {}", association, failure.text()));
        }

        /** Those that were not warned of before. */
        private static List<String> warn(List<String> causes, Set<String> before) {
            return causes.stream()
                    .filter(cause -> before.size() < MOST_CAUSES && before.add(cause))
                    .toList();
        }

        private static List<String> words(AssociationReport report, Set<ReasonCode> kind) {
            return report.reasons().stream()
                    .filter(reason -> kind.contains(reason.code()))
                    .map(reason -> Reason.words(List.of(reason)))
                    .toList();
        }
    }
}
