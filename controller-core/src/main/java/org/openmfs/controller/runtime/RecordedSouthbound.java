package org.openmfs.controller.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.runtime.StepLog.Asked;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.KeyNetworks;
import org.openmfs.controller.spi.LightPaths;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.SouthboundFailure;

/** Plugins whose steps leave entries; they behave as those behind them. */
public final class RecordedSouthbound {
    private static final String STANDS = "stands";
    private static final String TAKEN_BACK = "taken back";

    private RecordedSouthbound() {}

    /** @param archive takes entries at once */
    public static MfsController.Southbound of(MfsController.Southbound plain, Consumer<Entry> archive) {
        StepLog log = new StepLog(archive);
        return new MfsController.Southbound(
                new Devices(plain.devices(), log),
                plain.managers().each(plugin -> new Managers(plugin, log)),
                plain.routes());
    }

    record Devices(DevicePlugin behind, StepLog log) implements DevicePlugin {
        @Override
        public void onboard(Device device) {
            behind.onboard(device);
        }

        @Override
        public void release(DeviceId device) {
            behind.release(device);
        }

        @Override
        public void configure(List<DeviceChange> changes) throws SouthboundFailure {
            List<Asked> all = new ArrayList<>();
            together(changes, change -> change.put().stream().map(AssociationConfiguration::id))
                    .forEach((association, devices) -> all.add(new Asked(
                            association,
                            "configure " + association + ": " + suites(changes, association),
                            devices,
                            STANDS)));
            together(changes, change -> change.remove().stream())
                    .forEach((association, devices) ->
                            all.add(new Asked(association, "take back " + association, devices, TAKEN_BACK)));
            log.carryOut(all, () -> behind.configure(changes));
        }

        /** Which devices each association is put on, or taken off. */
        private static Map<AssociationId, String> together(
                List<DeviceChange> changes, Function<DeviceChange, Stream<AssociationId>> which) {
            Map<AssociationId, String> devices = new TreeMap<>();
            changes.forEach(change -> which.apply(change)
                    .forEach(association ->
                            devices.merge(association, change.device().value(), (one, other) -> one + ", " + other)));
            return devices;
        }

        private static String suites(List<DeviceChange> changes, AssociationId association) {
            return changes.stream()
                    .flatMap(change -> change.put().stream())
                    .filter(told -> told.id().equals(association))
                    .flatMap(told -> told.suites().stream())
                    .map(suite -> suite.id().value())
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        @Override
        public Set<AssociationId> associations(DeviceId device) throws SouthboundFailure {
            return behind.associations(device);
        }

        @Override
        public void rekey(DeviceId device, AssociationId association) throws SouthboundFailure {
            Asked asked = new Asked(association, "replace the key of " + association, device.value(), "replaced");
            log.carryOut(List.of(asked), () -> behind.rekey(device, association));
        }
    }

    record Managers(ManagerPlugin behind, StepLog log) implements ManagerPlugin {
        @Override
        public Set<ManagerKind> kinds() {
            return behind.kinds();
        }

        @Override
        public void connect(ManagedNetwork manager) {
            behind.connect(manager);
        }

        @Override
        public void disconnect(ManagerId manager) {
            behind.disconnect(manager);
        }

        @Override
        public Optional<KeyNetworks> keyNetworks() {
            return behind.keyNetworks().map(networks -> new RecordedKeyNetworks(networks, log));
        }

        @Override
        public Optional<LightPaths> lightPaths() {
            return behind.lightPaths().map(paths -> new RecordedLightPaths(paths, log));
        }

        @Override
        public void close() {
            behind.close();
        }
    }

    private record RecordedKeyNetworks(KeyNetworks behind, StepLog log) implements KeyNetworks {
        @Override
        public void setUp(ManagerId manager, KeyLink link) throws SouthboundFailure {
            String nodes = link.path().stream().map(UUID::toString).collect(Collectors.joining(" - "));
            String what = "key link of " + link.rates() + " over " + nodes;
            log.carryOut(
                    List.of(new Asked(link.association(), what, manager.value(), STANDS)),
                    () -> behind.setUp(manager, link));
        }

        @Override
        public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
            Asked asked = new Asked(
                    association, "take the key link of " + association + " back", manager.value(), TAKEN_BACK);
            log.carryOut(List.of(asked), () -> behind.takeDown(manager, association));
        }

        @Override
        public void look(ManagerId manager) {
            behind.look(manager);
        }
    }

    private record RecordedLightPaths(LightPaths behind, StepLog log) implements LightPaths {
        @Override
        public LightPathState setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure {
            String what = "optical path of " + path.capacity() + " Gbit/s from port " + path.a() + " to " + path.z();
            return log.carryOut(
                    List.of(new Asked(path.association(), what, manager.value(), STANDS)),
                    () -> behind.setUp(manager, path),
                    (asked, state) -> state == LightPathState.PENDING
                            ? new Asked(asked.association(), asked.what(), asked.where(), "accepted, not there yet")
                            : asked);
        }

        @Override
        public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
            Asked asked = new Asked(
                    association, "take the optical path of " + association + " back", manager.value(), TAKEN_BACK);
            log.carryOut(List.of(asked), () -> behind.takeDown(manager, association));
        }
    }
}
