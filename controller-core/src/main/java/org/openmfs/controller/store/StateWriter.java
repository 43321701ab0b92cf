package org.openmfs.controller.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.Alarms;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Managers;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.DeviceKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.Manager;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.ManagerKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.Service;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.ServiceKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.DeviceId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ManagerId;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.EntryObject;
import org.opendaylight.yangtools.binding.Key;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ServiceId;

/** Keeps the operational datastore as services, devices, managers and keys are, and tells the north side of changes. */
public final class StateWriter implements ServiceListener, WorldListener, AutoCloseable {
    private final OperationalWriter writer;
    private final EventPublisher events;
    private final ServiceNews news;
    private final InstantSource clock;
    private final ConnectionNews sessions = new ConnectionNews();

    /** @param later runs a task after a while, on any thread */
    public StateWriter(
            DataBroker broker,
            NotificationPublishService notifications,
            BiConsumer<Duration, Runnable> later,
            InstantSource clock) {
        this.clock = clock;
        writer = new OperationalWriter(broker);
        events = new EventPublisher(notifications, clock);
        news = new ServiceNews(events::service, later);
        // Where the datastore outlived the controller, alarms from before have numbers that count for nothing any more.
        delete(DataObjectIdentifier.builder(Alarms.class).build());
    }

    /** What only a device still has of a service is told as it happens, and not kept: nobody asked for it. */
    @Override
    public void serviceChanged(ServiceState state) {
        state.intent().ifPresent(intent -> {
            ServiceKey key = key(state.service());
            put(
                    path(key),
                    StateNodes.applied(intent)
                            .withKey(key)
                            .setState(StateNodes.service(state))
                            .build());
        });
        news.changed(state);
    }

    @Override
    public void serviceGone(ServiceId service) {
        delete(path(key(service)));
        news.gone(service);
        events.serviceGone(service);
    }

    @Override
    public void deviceChanged(
            org.openmfs.controller.model.Device device, Connection connection, Optional<Capabilities> capabilities) {
        String whose = "device " + device.id();
        Connection now = ConnectionNews.worded(whose, connection);
        DeviceKey key = key(device.id());
        put(
                path(key),
                StateNodes.applied(device)
                        .withKey(key)
                        .setState(StateNodes.device(now, capabilities))
                        .build());
        if (sessions.isNews(whose, now)) {
            events.device(device.id(), now);
        }
    }

    @Override
    public void deviceGone(org.openmfs.controller.model.DeviceId device) {
        delete(path(key(device)));
        sessions.gone("device " + device);
    }

    @Override
    public void managerChanged(org.openmfs.controller.model.ManagedNetwork manager, Connection connection) {
        String whose = "manager " + manager.id();
        Connection now = ConnectionNews.worded(whose, connection);
        ManagerKey key = key(manager.id());
        put(
                path(key),
                StateNodes.applied(manager)
                        .withKey(key)
                        .setState(StateNodes.manager(now))
                        .build());
        if (sessions.isNews(whose, now)) {
            events.manager(manager.id(), now);
        }
    }

    @Override
    public void managerGone(org.openmfs.controller.model.ManagerId manager) {
        delete(path(key(manager)));
        sessions.gone("manager " + manager);
    }

    @Override
    public void keyChanged(KeyInformation key, Set<org.openmfs.controller.model.DeviceId> holders) {
        put(KeyNodes.path(key.id()), KeyNodes.node(key, holders));
    }

    @Override
    public void keyGone(KeyId key) {
        delete(KeyNodes.path(key));
    }

    @Override
    public void alarmRaised(Alarm alarm) {
        put(AlarmNodes.path(alarm), AlarmNodes.node(alarm, clock.instant()));
        events.alarmRaised(alarm);
    }

    @Override
    public void alarmCleared(Alarm alarm) {
        delete(AlarmNodes.path(alarm));
        events.alarmCleared(alarm);
    }

    private static DeviceKey key(org.openmfs.controller.model.DeviceId id) {
        return new DeviceKey(new DeviceId(id.value()));
    }

    private static ManagerKey key(org.openmfs.controller.model.ManagerId id) {
        return new ManagerKey(new ManagerId(id.value()));
    }

    private static ServiceKey key(ServiceId id) {
        return new ServiceKey(
                new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId(id.value()));
    }

    private static DataObjectIdentifier<Service> path(ServiceKey key) {
        return DataObjectIdentifier.builder(Services.class)
                .child(Service.class, key)
                .build();
    }

    private static DataObjectIdentifier<Device> path(DeviceKey key) {
        return DataObjectIdentifier.builder(Devices.class)
                .child(Device.class, key)
                .build();
    }

    private static DataObjectIdentifier<Manager> path(ManagerKey key) {
        return DataObjectIdentifier.builder(Managers.class)
                .child(Manager.class, key)
                .build();
    }

    private <T extends EntryObject<T, K>, K extends Key<T>> void put(DataObjectIdentifier<T> path, T node) {
        writer.write(path, transaction -> transaction.put(LogicalDatastoreType.OPERATIONAL, path, node));
    }

    private void delete(DataObjectIdentifier<?> path) {
        writer.write(path, transaction -> transaction.delete(LogicalDatastoreType.OPERATIONAL, path));
    }

    @Override
    public void close() {
        writer.close();
    }
}
