package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.spi.RecordedDeviceReports.Report;
import org.openmfs.southbound.netconf.fake.FakeAgent;

/** Somebody else's session changes a device's configuration (RFC 6470, netconf-config-change). */
final class ChangedByOthersTest extends DeviceScenario {
    private static String changeBy(String author) {
        return "<netconf-config-change xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-notifications'><changed-by>"
                + author + "</changed-by><datastore>running</datastore></netconf-config-change>";
    }

    private static String session(String id) {
        return "<username>admin</username><session-id>" + id + "</session-id>";
    }

    private void awaitToldGone(FakeAgent agent) {
        reports.await(agent.settings().id(), "associations without blue", all -> {
            List<Report.Associations> told = reports.of(agent.settings().id(), Report.Associations.class);
            return told.size() > 1
                    && told.getLast().all().stream().map(AssociationStatus::id).noneMatch(BLUE::equals);
        });
    }

    private FakeAgent withBlueTakenAway() throws Exception {
        device("west");
        FakeAgent east = device("east");
        plugin.configure(both());
        east.runs("<agent xmlns='urn:openmfs:yang:mfs-agent' xmlns:n='urn:ietf:params:xml:ns:netconf:base:1.0'>"
                + "<association n:operation='delete'><id>blue</id></association></agent>");
        assertThat(east.associations()).isEmpty();
        return east;
    }

    @Test
    void an_association_that_somebody_else_removed_is_told_as_gone() throws Exception {
        FakeAgent east = withBlueTakenAway();

        east.publish(changeBy(session("4711")));

        awaitToldGone(east);
    }

    @Test
    void what_the_device_changed_itself_is_read_too() throws Exception {
        FakeAgent east = withBlueTakenAway();

        east.publish(changeBy("<server/>"));

        awaitToldGone(east);
    }

    @Test
    void many_changes_in_a_row_are_read_once() throws Exception {
        FakeAgent east = withBlueTakenAway();
        long before = east.requests().stream().filter("get"::equals).count();

        for (int i = 0; i < 50; i++) {
            east.publish(changeBy(session("4711")));
        }
        awaitToldGone(east);

        assertThat(east.requests().stream().filter("get"::equals).count() - before)
                .isBetween(1L, 3L);
    }
}
