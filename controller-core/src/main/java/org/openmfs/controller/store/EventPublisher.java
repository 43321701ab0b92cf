package org.openmfs.controller.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.AlarmClearedBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.AlarmRaisedBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ConnectionChanged.Kind;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ConnectionChangedBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ServiceChangedBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Phase;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Name;
import org.opendaylight.yangtools.binding.Notification;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ServiceId;

/** Tells the north side of changes as notifications of YANG module mfs-event. Nobody listening is no error. */
final class EventPublisher {
    private final NotificationPublishService notifications;
    private final InstantSource clock;

    EventPublisher(NotificationPublishService notifications, InstantSource clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    void service(ServiceState state) {
        offer(new ServiceChangedBuilder()
                .setTime(StateNodes.time(clock.instant()))
                .setService(yang(state.service()))
                .setPhase(StateNodes.phase(state.phase()))
                .setObservedGeneration(Uint64.valueOf(state.observedGeneration()))
                .setKeyId(state.keying().key().map(id -> new KeyId(id.value())).orElse(null))
                .setReason(StateNodes.reasons(state.reasons()))
                .build());
    }

    void serviceGone(ServiceId service) {
        offer(new ServiceChangedBuilder()
                .setTime(StateNodes.time(clock.instant()))
                .setService(yang(service))
                .setPhase(Phase.Withdrawn)
                .setReason(Map.of())
                .build());
    }

    void device(DeviceId id, Connection connection) {
        connection(Kind.Device, id.value(), connection);
    }

    void manager(ManagerId id, Connection connection) {
        connection(Kind.Manager, id.value(), connection);
    }

    void alarmRaised(Alarm alarm) {
        Instant now = clock.instant();
        offer(new AlarmRaisedBuilder(AlarmNodes.node(alarm, now))
                .setTime(StateNodes.time(now))
                .build());
    }

    void alarmCleared(Alarm alarm) {
        Instant now = clock.instant();
        offer(new AlarmClearedBuilder(AlarmNodes.node(alarm, now))
                .setTime(StateNodes.time(now))
                .build());
    }

    private void connection(Kind kind, String id, Connection connection) {
        offer(new ConnectionChangedBuilder()
                .setTime(StateNodes.time(clock.instant()))
                .setKind(kind)
                .setId(new Name(id))
                .setConnection(StateNodes.connection(connection.state()))
                .setReason(connection.reason().map(StateNodes::reason).orElse(null))
                .setText(worded(connection.text()))
                .setSince(StateNodes.time(connection.since()))
                .build());
    }

    /** Nobody is told of something without being told what. */
    private static String worded(String text) {
        if (text.isBlank()) {
            throw new IllegalStateException("an event without words");
        }
        return text;
    }

    /** A full queue loses the event: state stands in the datastore for whoever missed it. */
    private void offer(Notification<?> notification) {
        var unused = notifications.offerNotification(notification);
    }

    private static org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId yang(ServiceId id) {
        return new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId(id.value());
    }
}
