package org.openmfs.standalone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.openmfs.controller.api.ConfigurationSink;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.store.ConfigurationReader;

/** What the controller reads of a datastore when it starts on it. */
final class RecordedConfiguration implements ConfigurationSink {
    private final Map<Object, Object> entries = new ConcurrentHashMap<>();

    static RecordedConfiguration of(DataBroker broker) {
        RecordedConfiguration recorded = new RecordedConfiguration();
        new ConfigurationReader(broker, recorded).close();
        return recorded;
    }

    <T> List<T> all(Class<T> type) {
        return entries.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    Map<Object, Object> everything() {
        return Map.copyOf(entries);
    }

    ProposedConfiguration proposed() {
        return new ProposedConfiguration(
                all(Intent.class),
                all(ProtectionClass.class),
                all(Network.class),
                all(ManagedNetwork.class),
                all(Device.class).stream().map(Device::id).collect(Collectors.toSet()),
                List.of());
    }

    /** The only node of the only network with this name. */
    Network.Node node(String name) {
        return all(Network.class).getFirst().nodes().stream()
                .filter(node -> node.id().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void method(MethodId id, Optional<Method> method) {
        put(id, method);
    }

    @Override
    public void protectionClass(ClassId id, Optional<ProtectionClass> protectionClass) {
        put(id, protectionClass);
    }

    @Override
    public void network(NetworkId id, Optional<Network> network) {
        put(id, network);
    }

    @Override
    public void device(DeviceId id, Optional<Device> device) {
        put(id, device);
    }

    @Override
    public void manager(ManagerId id, Optional<ManagedNetwork> manager) {
        put(id, manager);
    }

    @Override
    public void intent(ServiceId id, Optional<Intent> intent) {
        put(id, intent);
    }

    @Override
    public void loaded() {}

    /** Every id is of a type of its own; what is told again is the same. */
    private void put(Object id, Optional<?> entry) {
        entry.ifPresentOrElse(present -> entries.put(id, present), () -> entries.remove(id));
    }
}
