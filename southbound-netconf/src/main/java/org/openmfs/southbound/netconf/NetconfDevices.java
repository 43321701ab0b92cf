package org.openmfs.southbound.netconf;

import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.opendaylight.netconf.client.NetconfClientFactory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.agent.MfsAgent;
import org.openmfs.southbound.netconf.edit.AllOrNothing;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.model.DeviceModels;
import org.openmfs.southbound.netconf.session.Connector;
import org.openmfs.southbound.netconf.session.DeviceSession;
import org.openmfs.southbound.netconf.session.Link;
import org.openmfs.southbound.netconf.session.Surroundings;
import org.openmfs.southbound.netconf.session.Timing;
import org.openmfs.southbound.netconf.xml.Operations;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Devices that are configured over NETCONF and SSH (RFC 6241, RFC 6242), each with its own session. */
@Singleton
@Component(service = DevicePlugin.class)
public final class NetconfDevices implements DevicePlugin, AutoCloseable {
    private final Surroundings surroundings;
    private final AllOrNothing changes;
    private final Map<DeviceId, DeviceSession> sessions = new ConcurrentHashMap<>();

    /** @param clients stays its owner's to close */
    @Inject
    @Activate
    public NetconfDevices(@Reference NetconfClientFactory clients, @Reference DeviceReports reports) {
        this(clients, reports, List.of());
    }

    /** @param others models of devices that are asked before {@code mfs-agent} whether a device is theirs, in this order */
    public NetconfDevices(NetconfClientFactory clients, DeviceReports reports, List<DeviceModel> others) {
        this(clients, reports, others, Timing.USUAL, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    NetconfDevices(
            NetconfClientFactory clients,
            DeviceReports reports,
            List<DeviceModel> others,
            Timing timing,
            InstantSource clock,
            RandomGenerator chance) {
        List<DeviceModel> models = new ArrayList<>(others);
        models.add(new MfsAgent());
        surroundings = new Surroundings(
                new Connector(clients, new DeviceModels(models), timing), reports, timing, clock, chance);
        changes = new AllOrNothing(timing);
    }

    @Override
    public void onboard(Device device) {
        sessions.compute(device.id(), (id, before) -> {
            if (before != null && before.device().equals(device)) {
                return before;
            }
            if (before != null) {
                before.stop();
            }
            DeviceSession session = new DeviceSession(device, surroundings, Optional.ofNullable(before));
            session.start();
            return session;
        });
    }

    @Override
    public void release(DeviceId device) {
        DeviceSession session = sessions.remove(device);
        if (session != null) {
            session.stop();
        }
    }

    @Override
    public void configure(List<DeviceChange> wanted) throws SouthboundFailure {
        List<DeviceChange> inOrder = wanted.stream()
                .sorted(Comparator.comparing(DeviceChange::device))
                .toList();
        List<DeviceSession> taking = new ArrayList<>();
        for (DeviceChange change : inOrder) {
            taking.add(session(change.device()));
        }
        if (Set.copyOf(taking).size() < taking.size()) {
            throw new IllegalArgumentException("a device is named twice in one change");
        }
        List<DeviceSession> turns = new ArrayList<>();
        try {
            for (DeviceSession session : taking) {
                awaitTurn(session);
                turns.add(session);
            }
            changes.carryOut(inOrder, taking);
        } finally {
            turns.forEach(session -> session.access().endTurn());
        }
    }

    /** Always in order of the ids, so that two changes never wait for each other. */
    private void awaitTurn(DeviceSession session) throws SouthboundFailure {
        String text = "another change of the device's configuration is still under way";
        try {
            if (session.access().awaitTurn(surroundings.timing().lock())) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            text = "given up while another change of the device's configuration was under way";
        }
        throw new SouthboundFailure(ReasonCode.TIMED_OUT, session.device().id().value(), text);
    }

    @Override
    public Set<AssociationId> associations(DeviceId device) throws SouthboundFailure {
        Link link = session(device).link();
        DeviceModel model = link.model();
        return model.associations(device, link.request(Operations.getConfig(model.content())));
    }

    @Override
    public void rekey(DeviceId device, AssociationId association) throws SouthboundFailure {
        Link link = session(device).link();
        DeviceModel model = link.model();
        link.request(model.rekey(association)
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.DEVICE_UNSUPPORTED,
                        device.value(),
                        "devices of model " + model.name() + " replace no key when they are asked to")));
    }

    private DeviceSession session(DeviceId device) throws SouthboundFailure {
        DeviceSession session = sessions.get(device);
        if (session == null) {
            throw new SouthboundFailure(ReasonCode.DEVICE_UNKNOWN, device.value(), "the device was never onboarded");
        }
        return session;
    }

    /** Ends all sessions. */
    @Override
    @Deactivate
    public void close() {
        sessions.keySet().forEach(this::release);
    }
}
