package org.openmfs.controller.worlds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;

/** One run's sessions with devices, as the NETCONF plugin keeps them. */
final class DevicePort implements DevicePlugin {
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final int TURNS = 60;

    private final Outside outside;
    private final ControllerRun run;
    private final DeviceReports reports;
    private final Map<DeviceId, Device> onboarded = new TreeMap<>();
    private final Map<DeviceId, Integer> sessions = new TreeMap<>();
    private final Map<DeviceId, List<DeviceChange>> owed = new HashMap<>();
    private final Set<DeviceId> changing = new HashSet<>();
    private int sessionsBegun;

    DevicePort(Outside outside, ControllerRun run, DeviceReports reports) {
        this.outside = outside;
        this.run = run;
        this.reports = reports;
    }

    @Override
    public void onboard(Device device) {
        if (!device.equals(onboarded.put(device.id(), device))) {
            meetLater(device.id());
        }
    }

    @Override
    public void release(DeviceId device) {
        onboarded.remove(device);
        sessions.remove(device);
        owed.remove(device);
    }

    /** It may be reached again, or not any more. */
    void reachable(DeviceId device) {
        if (onboarded.containsKey(device)) {
            if (outside.devices.get(device).up) {
                meetLater(device);
            } else {
                lose(device);
            }
        }
    }

    private void meetLater(DeviceId device) {
        run.after(outside.chance.seconds(0.1, 3), () -> meet(device));
    }

    private void meet(DeviceId id) {
        SimulatedDevice device = outside.devices.get(id);
        if (!onboarded.containsKey(id) || sessions.containsKey(id)) {
            return;
        }
        if (!device.up) {
            lose(id);
            return;
        }
        Optional.ofNullable(owed.remove(id))
                .ifPresent(undo -> undo.reversed().forEach(change -> apply(device, change)));
        sessions.put(id, ++sessionsBegun);
        reports.connectionChanged(id, Connection.connected(outside.time.now()));
        read(id);
    }

    private void lose(DeviceId id) {
        sessions.remove(id);
        reports.connectionChanged(
                id,
                new Connection(
                        Connection.State.CONNECTING,
                        Optional.of(ReasonCode.DEVICE_UNREACHABLE),
                        "device " + id + " does not answer",
                        outside.time.now()));
    }

    /** The session ends, and another one begins if the device can be reached. */
    private void breakOff(DeviceId id) {
        if (onboarded.containsKey(id)) {
            lose(id);
            meetLater(id);
        }
    }

    private void read(DeviceId id) {
        SimulatedDevice device = outside.devices.get(id);
        Lie.Reading truth = new Lie.Reading(
                List.copyOf(device.running.values()), List.copyOf(device.statuses.values()), device.can, List.of());
        Lie.Reading told = device.lie.map(lie -> lie.of(truth)).orElse(truth);
        reports.configurations(id, told.configurations());
        reports.associations(id, told.statuses());
        reports.capabilities(id, told.capabilities());
        reports.keys(id, told.keys());
    }

    /** It says something else than before, or somebody else changed it. */
    void reread(DeviceId id) {
        run.after(SETTLE, () -> {
            if (sessions.containsKey(id)) {
                read(id);
            }
        });
    }

    /** A notification. */
    void changed(DeviceId id, AssociationStatus status) {
        if (sessions.containsKey(id)) {
            reports.associationChanged(id, status);
        }
    }

    @Override
    public void configure(List<DeviceChange> wanted) throws SouthboundFailure {
        List<DeviceChange> inOrder = wanted.stream()
                .sorted(Comparator.comparing(DeviceChange::device))
                .toList();
        List<DeviceId> ids = inOrder.stream().map(DeviceChange::device).toList();
        awaitTurns(ids);
        try {
            carryOut(inOrder);
        } finally {
            ids.forEach(changing::remove);
        }
    }

    private void awaitTurns(List<DeviceId> ids) throws SouthboundFailure {
        for (int tries = 0; ids.stream().anyMatch(changing::contains); tries++) {
            if (tries == TURNS || !run.alive()) {
                throw failure(ids.getFirst(), ReasonCode.TIMED_OUT);
            }
            outside.time.pause(TURN);
        }
        changing.addAll(ids);
    }

    private void carryOut(List<DeviceChange> changes) throws SouthboundFailure {
        requireSessions(changes);
        Weather.Answer answer = outside.weather.ofDevices(text(changes));
        if (!answer.takes().isZero()) {
            Map<DeviceId, Integer> before = Map.copyOf(sessions);
            outside.time.pause(answer.takes());
            if (!run.alive()) {
                outside.chance.some(changes, 50).forEach(this::applyForTheNext);
            }
            for (DeviceChange change : changes) {
                boolean same = before.get(change.device()).equals(sessions.get(change.device()));
                if (!same || !run.alive()) {
                    throw failure(change.device(), ReasonCode.DEVICE_UNREACHABLE);
                }
            }
        }
        switch (answer.fate()) {
            case DONE -> apply(changes);
            case REFUSED -> throw failure(outside.chance.one(changes).device(), ReasonCode.DEVICE_REFUSED);
            case TIMED_OUT_DONE -> applyInVain(changes);
            case TIMED_OUT_NOT_DONE -> {
                DeviceId silent = outside.chance.one(changes).device();
                breakOff(silent);
                throw failure(silent, ReasonCode.TIMED_OUT);
            }
        }
    }

    /** What was on its way when the controller was killed is to the next one what somebody else did. */
    private void applyForTheNext(DeviceChange change) {
        apply(List.of(change));
        outside.toController(next -> next.devices.reread(change.device()));
    }

    private void requireSessions(List<DeviceChange> changes) throws SouthboundFailure {
        for (DeviceChange change : changes) {
            if (!run.alive()) {
                throw failure(change.device(), ReasonCode.DEVICE_UNREACHABLE);
            }
            if (!onboarded.containsKey(change.device())) {
                throw failure(change.device(), ReasonCode.DEVICE_UNKNOWN);
            }
            if (!sessions.containsKey(change.device())) {
                throw failure(change.device(), ReasonCode.DEVICE_UNREACHABLE);
            }
            if (outside.devices.get(change.device()).stubborn) {
                throw failure(change.device(), ReasonCode.DEVICE_REFUSED);
            }
        }
    }

    private void apply(List<DeviceChange> changes) {
        for (DeviceChange change : changes) {
            SimulatedDevice device = outside.devices.get(change.device());
            change.remove().stream()
                    .filter(association -> run.alive() && device.running.containsKey(association))
                    .forEach(association -> outside.watch.removed(device.id(), association));
            apply(device, change);
        }
    }

    private void apply(SimulatedDevice device, DeviceChange change) {
        boolean news = change.put().stream().anyMatch(one -> !one.equals(device.running.get(one.id())));
        device.take(change);
        if (news) {
            change.put().forEach(one -> changed(device.id(), device.statuses.get(one.id())));
        }
        outside.agents.wake();
    }

    /** One device has the change and its answer is lost; it is undone when the device is back. */
    private void applyInVain(List<DeviceChange> changes) throws SouthboundFailure {
        DeviceChange lost = outside.chance.one(changes);
        SimulatedDevice device = outside.devices.get(lost.device());
        DeviceChange undo = undo(device, lost);
        apply(List.of(lost));
        owed.computeIfAbsent(device.id(), first -> new ArrayList<>()).add(undo);
        breakOff(device.id());
        throw failure(device.id(), ReasonCode.TIMED_OUT);
    }

    private static DeviceChange undo(SimulatedDevice device, DeviceChange change) {
        List<AssociationConfiguration> before = new ArrayList<>();
        Set<AssociationId> absent = new HashSet<>();
        Set<AssociationId> touched = new HashSet<>(change.remove());
        change.put().forEach(one -> touched.add(one.id()));
        touched.forEach(
                id -> Optional.ofNullable(device.running.get(id)).ifPresentOrElse(before::add, () -> absent.add(id)));
        return new DeviceChange(device.id(), before, absent);
    }

    private static String text(List<DeviceChange> changes) {
        List<String> all = new ArrayList<>();
        for (DeviceChange change : changes) {
            List<AssociationId> put =
                    change.put().stream().map(AssociationConfiguration::id).toList();
            all.add("device " + change.device() + " put " + put + " remove " + change.remove());
        }
        return String.join(", ", all);
    }

    @Override
    public Set<AssociationId> associations(DeviceId device) {
        return Set.copyOf(outside.devices.get(device).running.keySet());
    }

    @Override
    public void rekey(DeviceId device, AssociationId association) {}

    private static SouthboundFailure failure(DeviceId device, ReasonCode code) {
        return new SouthboundFailure(code, device.value(), code + " by chance at device " + device);
    }
}
