package org.openmfs.controller.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.DomainName;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter64;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.ConnectionState;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.ManagerKind;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.DeviceBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.device.State;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.device.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.device.state.EncDecBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.device.state.MethodBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.ManagerBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Phase;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.intent.AEndBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.intent.ZEndBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.reasons.Reason;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.reasons.ReasonBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.reasons.ReasonKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.ServiceBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.state.Keying;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.state.KeyingBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.CfId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ClassId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Combiner;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.EncDecKind;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.EncDecName;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.EndpointId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Ground;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.MethodId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.SuiteId;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;

/** State as model records, made nodes of the operational datastore. */
final class StateNodes {
    private StateNodes() {}

    /** The configuration that a service's state speaks of; operational data must have what the schema makes mandatory. */
    static ServiceBuilder applied(Intent intent) {
        return new ServiceBuilder()
                .setAEnd(new AEndBuilder()
                        .setEndpoint(new EndpointId(intent.a().value()))
                        .build())
                .setZEnd(new ZEndBuilder()
                        .setEndpoint(new EndpointId(intent.z().value()))
                        .build())
                .setProtectionClass(new ClassId(intent.protectionClass().value()));
    }

    /** Never the password. */
    static DeviceBuilder applied(Device device) {
        return new DeviceBuilder().setHost(host(device.host())).setHostKey(device.hostKey());
    }

    /** Never the password. */
    static ManagerBuilder applied(ManagedNetwork manager) {
        return new ManagerBuilder()
                .setKind(new ManagerKind(manager.kind().word()))
                .setAddress(manager.addresses().stream()
                        .map(address -> new Uri(address.toString()))
                        .toList());
    }

    static DateAndTime time(Instant instant) {
        return new DateAndTime(instant.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    static org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Reason reason(
            org.openmfs.controller.model.ReasonCode code) {
        return new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Reason(code.word());
    }

    static Phase phase(org.openmfs.controller.model.Phase phase) {
        return Phase.forName(phase.toString());
    }

    static Map<ReasonKey, Reason> reasons(List<org.openmfs.controller.model.Reason> reasons) {
        return reasons.stream()
                .map(reason -> new ReasonBuilder()
                        .setId(reason(reason.code()))
                        .setSubject(reason.subject())
                        .setText(reason.text())
                        .setSince(time(reason.since()))
                        .build())
                .collect(Collectors.toMap(Reason::key, reason -> reason, (first, again) -> first));
    }

    static org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.State service(
            ServiceState state) {
        return new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.StateBuilder()
                .setPhase(phase(state.phase()))
                .setGeneration(Uint64.valueOf(state.generation()))
                .setObservedGeneration(Uint64.valueOf(state.observedGeneration()))
                .setLastChange(time(state.lastChange()))
                .setReason(reasons(state.reasons()))
                .setPlan(state.plan().map(PlanNodes::state).orElse(null))
                .setKeying(keying(state.keying()))
                .build();
    }

    private static Keying keying(ServiceState.Keying keying) {
        return new KeyingBuilder()
                .setSuite(keying.suite().map(id -> new SuiteId(id.value())).orElse(null))
                .setKeyId(keying.key().map(id -> new KeyId(id.value())).orElse(null))
                .setStock(Uint16.valueOf(keying.stock()))
                .setRekeys(new Counter64(Uint64.valueOf(keying.rekeys())))
                .setLastRekey(keying.lastRekey().map(StateNodes::time).orElse(null))
                .setNextRekey(keying.nextRekey().map(StateNodes::time).orElse(null))
                .build();
    }

    static ConnectionState connection(Connection.State state) {
        return switch (state) {
            case CONNECTING -> ConnectionState.Connecting;
            case CONNECTED -> ConnectionState.Connected;
            case REFUSED -> ConnectionState.Refused;
            case DISABLED -> ConnectionState.Disabled;
        };
    }

    static State device(Connection connection, Optional<Capabilities> capabilities) {
        StateBuilder builder = new StateBuilder()
                .setConnection(connection(connection.state()))
                .setReason(connection.reason().map(StateNodes::reason).orElse(null))
                .setText(connection.text())
                .setSince(time(connection.since()));
        capabilities.ifPresent(can -> capabilities(builder, can));
        return builder.build();
    }

    static org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.manager.State manager(
            Connection connection) {
        return new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.manager.StateBuilder()
                .setConnection(connection(connection.state()))
                .setReason(connection.reason().map(StateNodes::reason).orElse(null))
                .setText(connection.text())
                .setSince(time(connection.since()))
                .build();
    }

    private static void capabilities(StateBuilder builder, Capabilities can) {
        builder.setCf(new CfId(can.cf().value()))
                .setPeerHost(said(can.peerHost()))
                .setPeerPort(new PortNumber(Uint16.valueOf(can.peerPort())))
                .setMethod(can.methods().values().stream()
                        .map(method -> new MethodBuilder()
                                .setId(new MethodId(method.id().value()))
                                .setGround(method.grounds().stream()
                                        .map(ground -> new Ground(ground.word()))
                                        .toList())
                                .setCategory(Uint8.valueOf(method.category()))
                                .build())
                        .collect(BindingMap.toMap()))
                .setCombiner(can.combiners().stream().map(Combiner::new).collect(Collectors.toSet()))
                .setEncDec(can.encDecs().entrySet().stream()
                        .map(encDec -> new EncDecBuilder()
                                .setName(new EncDecName(encDec.getKey().value()))
                                .setKind(new EncDecKind(encDec.getValue()))
                                .build())
                        .collect(BindingMap.toMap()));
    }

    private static Host host(String text) {
        try {
            return new Host(IetfInetUtil.ipAddressFor(text));
        } catch (IllegalArgumentException noAddress) {
            return new Host(new DomainName(text));
        }
    }

    /** Nothing, where what a device calls its host is none. */
    private static Host said(String text) {
        try {
            return host(text);
        } catch (IllegalArgumentException nonsense) {
            return null;
        }
    }
}
