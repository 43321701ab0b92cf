package org.openmfs.controller.spi;

import java.util.List;
import java.util.function.Predicate;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;

/** Keeps every report, in order, and lets a test wait for one. */
public final class RecordedDeviceReports implements DeviceReports {
    /** One report. */
    public sealed interface Report {
        DeviceId device();

        record Connected(DeviceId device, Connection connection) implements Report {}

        record Capable(DeviceId device, Capabilities capabilities) implements Report {}

        record Configurations(DeviceId device, List<AssociationConfiguration> all) implements Report {}

        record Associations(DeviceId device, List<AssociationStatus> all) implements Report {}

        record Keys(DeviceId device, List<KeyInformation> all) implements Report {}

        record AssociationChanged(DeviceId device, AssociationStatus status) implements Report {}

        record KeyChanged(DeviceId device, KeyInformation key) implements Report {}

        record Alarm(DeviceId device, AssociationId association, ReasonCode reason, String text) implements Report {}
    }

    private final Recording<Report> all = new Recording<>();

    /** Everything reported on this device so far. */
    public List<Report> of(DeviceId device) {
        return all.of(report -> report.device().equals(device));
    }

    public <T extends Report> List<T> of(DeviceId device, Class<T> kind) {
        return of(device).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until the device's reports, all together, are like this. */
    public void await(DeviceId device, String what, Predicate<List<Report>> like) {
        all.await(what, report -> report.device().equals(device), like);
    }

    /** Waits until the device's newest state of connection is like this. */
    public Connection awaitConnection(DeviceId device, Predicate<Connection> like) {
        await(device, "connection", reports -> newest(device).stream().anyMatch(like));
        return newest(device).getFirst();
    }

    /** Waits until the device was connected and read as often as this. */
    public void awaitReadings(DeviceId device, int times) {
        await(
                device,
                times + " readings",
                reports ->
                        reports.stream().filter(Report.Keys.class::isInstance).count() >= times);
    }

    private List<Connection> newest(DeviceId device) {
        List<Report.Connected> states = of(device, Report.Connected.class);
        return states.isEmpty() ? List.of() : List.of(states.getLast().connection());
    }

    @Override
    public void connectionChanged(DeviceId device, Connection connection) {
        all.add(new Report.Connected(device, connection));
    }

    @Override
    public void capabilities(DeviceId device, Capabilities capabilities) {
        all.add(new Report.Capable(device, capabilities));
    }

    @Override
    public void configurations(DeviceId device, List<AssociationConfiguration> configurations) {
        all.add(new Report.Configurations(device, configurations));
    }

    @Override
    public void associations(DeviceId device, List<AssociationStatus> statuses) {
        all.add(new Report.Associations(device, statuses));
    }

    @Override
    public void keys(DeviceId device, List<KeyInformation> keys) {
        all.add(new Report.Keys(device, keys));
    }

    @Override
    public void associationChanged(DeviceId device, AssociationStatus status) {
        all.add(new Report.AssociationChanged(device, status));
    }

    @Override
    public void keyChanged(DeviceId device, KeyInformation key) {
        all.add(new Report.KeyChanged(device, key));
    }

    @Override
    public void alarm(DeviceId device, AssociationId association, ReasonCode reason, String text) {
        all.add(new Report.Alarm(device, association, reason, text));
    }
}
