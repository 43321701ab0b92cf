package org.openmfs.controller.service;

import java.util.List;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.LogLine;
import org.slf4j.event.Level;

/** What the log says of a service that moved. */
final class ServiceLog {
    private ServiceLog() {}

    static LogLine moved(ServiceId id, Phase before, Phase next, List<Reason> reasons) {
        List<String> codes = reasons.stream()
                .map(reason -> reason.code().identity())
                .distinct()
                .toList();
        return new LogLine(Level.INFO, "service " + id + " moved " + before + " -> " + next + " because " + codes);
    }
}
