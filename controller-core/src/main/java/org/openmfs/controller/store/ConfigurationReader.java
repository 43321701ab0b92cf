package org.openmfs.controller.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.binding.api.ReadTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.Networks;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.Network;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.method.rev261129.Methods;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.method.rev261129.methods.Method;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Managers;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.Manager;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.ProtectionClasses;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.protection.classes.ProtectionClass;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.Service;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.binding.EntryObject;
import org.opendaylight.yangtools.binding.Key;
import org.opendaylight.yangtools.concepts.Registration;
import org.openmfs.controller.api.ConfigurationSink;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.ServiceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the sink what is configured, at the start and at every change. */
public final class ConfigurationReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReader.class);

    private static final long READ_TIMEOUT_S = 30;

    private final DataBroker broker;
    private final List<Registration> registrations = new ArrayList<>();

    /**
     * The sink hears of everything that is configured before this returns. Nobody writes configuration meanwhile.
     *
     * @throws IllegalStateException if the datastore cannot be read
     */
    public ConfigurationReader(DataBroker broker, ConfigurationSink sink) {
        this.broker = broker;
        watch(
                DataObjectReference.builder(Methods.class).child(Method.class).build(),
                read(DataObjectIdentifier.builder(Methods.class).build()).map(Methods::nonnullMethod),
                node -> new MethodId(node.requireId().getValue()),
                (id, node) -> sink.method(id, node.map(ConfiguredPolicy::method)));
        watch(
                DataObjectReference.builder(ProtectionClasses.class)
                        .child(ProtectionClass.class)
                        .build(),
                read(DataObjectIdentifier.builder(ProtectionClasses.class).build())
                        .map(ProtectionClasses::nonnullProtectionClass),
                node -> new ClassId(node.requireId().getValue()),
                (id, node) -> sink.protectionClass(id, node.map(ConfiguredPolicy::protectionClass)));
        watch(
                DataObjectReference.builder(Networks.class).child(Network.class).build(),
                read(DataObjectIdentifier.builder(Networks.class).build()).map(Networks::nonnullNetwork),
                node -> new NetworkId(node.requireNetworkId().getValue()),
                (id, node) -> sink.network(id, node.flatMap(ConfiguredWorld::network)));
        watch(
                DataObjectReference.builder(Managers.class).child(Manager.class).build(),
                read(DataObjectIdentifier.builder(Managers.class).build()).map(Managers::nonnullManager),
                node -> new ManagerId(node.requireId().getValue()),
                (id, node) -> sink.manager(id, node.map(ConfiguredWorld::manager)));
        watch(
                DataObjectReference.builder(Devices.class).child(Device.class).build(),
                read(DataObjectIdentifier.builder(Devices.class).build()).map(Devices::nonnullDevice),
                node -> new DeviceId(node.requireId().getValue()),
                (id, node) -> sink.device(id, node.map(ConfiguredWorld::device)));
        watch(
                DataObjectReference.builder(Services.class).child(Service.class).build(),
                read(DataObjectIdentifier.builder(Services.class).build()).map(Services::nonnullService),
                node -> new ServiceId(node.requireId().getValue()),
                (id, node) -> sink.intent(id, node.map(intent -> ConfiguredPolicy.intent(id, intent))));
        sink.loaded();
    }

    private <T extends EntryObject<T, K>, K extends Key<T>, I> void watch(
            DataObjectReference<T> path,
            Optional<Map<K, T>> now,
            Function<T, I> identify,
            BiConsumer<I, Optional<T>> tell) {
        now.ifPresent(entries ->
                entries.values().forEach(entry -> tell(Optional.empty(), Optional.of(entry), identify, tell)));
        registrations.add(broker.registerTreeChangeListener(
                LogicalDatastoreType.CONFIGURATION,
                path,
                changes -> changes.forEach(change -> changed(change, identify, tell))));
    }

    private static <T extends EntryObject<T, K>, K extends Key<T>, I> void changed(
            DataTreeModification<T> change, Function<T, I> identify, BiConsumer<I, Optional<T>> tell) {
        tell(
                Optional.ofNullable(change.getRootNode().dataBefore()),
                Optional.ofNullable(change.getRootNode().dataAfter()),
                identify,
                tell);
    }

    private static <T extends EntryObject<T, K>, K extends Key<T>, I> void tell(
            Optional<T> before, Optional<T> after, Function<T, I> identify, BiConsumer<I, Optional<T>> tell) {
        T either = after.or(() -> before).orElseThrow();
        try {
            tell.accept(identify.apply(either), after);
        } catch (IllegalArgumentException | NoSuchElementException unusable) {
            LOG.warn("configuration of {} cannot be used: {}", either.key(), unusable.getMessage());
        }
    }

    private <C extends DataObject> Optional<C> read(DataObjectIdentifier<C> path) {
        try (ReadTransaction transaction = broker.newReadOnlyTransaction()) {
            return transaction.read(LogicalDatastoreType.CONFIGURATION, path).get(READ_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the datastore cannot be read", e);
        }
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
    }
}
