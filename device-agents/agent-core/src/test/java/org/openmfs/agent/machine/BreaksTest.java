package org.openmfs.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Counters;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** What is told of traffic that was stopped, by machines that do not know what those before them told. */
final class BreaksTest {
    private static final AssociationId BLUE = new AssociationId("blue/1");
    private static final KeyId KEY = new KeyId("0123456789abcdef0123456789abcdef");
    private static final AssociationEvent STOP =
            new AssociationEvent.TrafficStopped(BLUE, ReasonCode.KEY_EXPIRED, "too old");

    private final List<AssociationEvent> told = new ArrayList<>();
    private final Breaks breaks = new Breaks(listener(), Platform.system(Pace.standard()));

    @Test
    void that_traffic_is_stopped_is_told_once_however_often_it_is_said() {
        breaks.happened(STOP);
        breaks.happened(STOP);

        assertThat(told).containsExactly(STOP);
    }

    /** A machine that finds its key in use after a restart tells of no key that it installed. */
    @Test
    void it_is_told_again_when_a_report_said_that_traffic_was_protected_meanwhile() {
        breaks.happened(STOP);
        breaks.reported(report(new Reason(ReasonCode.KEY_EXPIRED, "too old", Instant.EPOCH)));
        breaks.happened(STOP);
        assertThat(told).containsExactly(STOP);

        breaks.reported(report());
        breaks.happened(STOP);
        assertThat(told).containsExactly(STOP, STOP);
    }

    private static AssociationReport report(Reason... reasons) {
        return new AssociationReport(
                BLUE,
                Phase.DEGRADED,
                Optional.of(KEY),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(reasons),
                new Counters(0, 0, 0, 0));
    }

    private AssociationListener listener() {
        return new AssociationListener() {
            @Override
            public void happened(AssociationEvent event) {
                told.add(event);
            }

            @Override
            public void reported(AssociationReport report) {}

            @Override
            public void keyChanged(KeyRecord key) {}
        };
    }
}
