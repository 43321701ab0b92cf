package org.openmfs.controller.service;

import java.util.List;
import java.util.stream.Collectors;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.LogLine;
import org.slf4j.event.Level;

/** What the log says of a service that moved: that it failed is a warning, because somebody has to look into it. */
final class ServiceLog {
    private static final int MOST_REASONS = 5;

    private ServiceLog() {}

    static LogLine moved(ServiceId id, Phase before, Phase next, List<Reason> reasons) {
        String why = reasons.isEmpty() ? ordinary(next) : words(reasons);
        return new LogLine(
                next == Phase.FAILED ? Level.WARN : Level.INFO,
                "service " + id + " moved " + before + " -> " + next + " because " + why);
    }

    private static String words(List<Reason> reasons) {
        int more = reasons.size() - MOST_REASONS;
        return reasons.stream()
                        .limit(MOST_REASONS)
                        .map(reason -> reason.code().word() + ": " + reason.text())
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    /** Why it is so where nothing is amiss. */
    private static String ordinary(Phase phase) {
        return switch (phase) {
            case RECEIVED -> "it is asked for";
            case PLANNED -> "a plan was made";
            case PROVISIONING -> "devices and managers are being told of the plan";
            case ACTIVE -> "all stands";
            case DEGRADED -> "something is amiss";
            case REPLANNING -> "another plan takes the place of the one in use";
            case WITHDRAWING -> "it is not asked for any more";
            case WITHDRAWN -> "nothing of it is left";
            case FAILED -> "nothing protects its traffic";
        };
    }
}
