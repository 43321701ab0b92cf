package org.openmfs.controller.runtime;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/**
 * What devices tell of each key, and who of them is believed: while somebody has the key's association, only who has it.
 * Two such devices differ for a moment while keys change; the first by name is told.
 *
 * <p>Used on the inventory's queue only.
 */
final class KeyReports {
    private final WorldListener listener;
    private final Map<KeyId, SortedMap<DeviceId, KeyInformation>> all = new HashMap<>();
    /** Keys that some device says are of it. */
    private final Map<AssociationId, Set<KeyId>> of = new HashMap<>();

    KeyReports(WorldListener listener) {
        this.listener = listener;
    }

    void deviceChanged(Inventory inventory, Change.OfDevice change) {
        Map<KeyId, KeyInformation> before =
                change.before().map(DeviceBelief::keys).orElse(Map.of());
        Map<KeyId, KeyInformation> now = change.now().map(DeviceBelief::keys).orElse(Map.of());
        Set<KeyId> concerned = new HashSet<>();
        if (!before.equals(now)) {
            Stream.of(before, now)
                    .flatMap(keys -> keys.keySet().stream())
                    .filter(key -> !Objects.equals(before.get(key), now.get(key)))
                    .forEach(concerned::add);
        }
        concerned.forEach(key -> take(change.id(), key, Optional.ofNullable(now.get(key))));
        takenUpOrGivenUp(change).forEach(association -> concerned.addAll(of.getOrDefault(association, Set.of())));
        concerned.forEach(key -> tell(inventory, key));
    }

    private void take(DeviceId device, KeyId key, Optional<KeyInformation> told) {
        SortedMap<DeviceId, KeyInformation> reports = all.computeIfAbsent(key, first -> new TreeMap<>());
        Optional<AssociationId> before =
                Optional.ofNullable(reports.remove(device)).map(KeyInformation::association);
        told.ifPresent(now -> {
            reports.put(device, now);
            of.computeIfAbsent(now.association(), first -> new HashSet<>()).add(key);
        });
        before.filter(association -> reports.values().stream()
                        .noneMatch(report -> report.association().equals(association)))
                .ifPresent(association -> of.computeIfPresent(association, (same, keys) -> {
                    keys.remove(key);
                    return keys.isEmpty() ? null : keys;
                }));
        if (reports.isEmpty()) {
            all.remove(key);
        }
    }

    /** Associations that the device has and had not, or the other way round. */
    private static Set<AssociationId> takenUpOrGivenUp(Change.OfDevice change) {
        boolean same = change.before()
                        .map(DeviceBelief::associations)
                        .equals(change.now().map(DeviceBelief::associations))
                && change.before()
                        .map(DeviceBelief::configured)
                        .equals(change.now().map(DeviceBelief::configured));
        return same
                ? Set.of()
                : Stream.of(change.before(), change.now())
                        .flatMap(Optional::stream)
                        .flatMap(device -> Stream.of(device.associations(), device.configured()))
                        .flatMap(associations -> associations.keySet().stream())
                        .filter(id -> holds(change.before(), id) != holds(change.now(), id))
                        .collect(Collectors.toSet());
    }

    private static boolean holds(Optional<DeviceBelief> device, AssociationId association) {
        return device.filter(known -> known.holds(association)).isPresent();
    }

    private void tell(Inventory inventory, KeyId key) {
        SortedMap<DeviceId, KeyInformation> believed = believed(inventory, all.getOrDefault(key, new TreeMap<>()));
        if (believed.isEmpty()) {
            listener.keyGone(key);
        } else {
            listener.keyChanged(believed.firstEntry().getValue(), Set.copyOf(believed.keySet()));
        }
    }

    /** Where they say that the key is of several associations, it is of the one of which most say so who have it. */
    private static SortedMap<DeviceId, KeyInformation> believed(
            Inventory inventory, SortedMap<DeviceId, KeyInformation> reports) {
        SortedMap<DeviceId, KeyInformation> believed = new TreeMap<>(reports);
        believed.entrySet().removeIf(report -> {
            AssociationId association = report.getValue().association();
            return !holds(inventory.device(report.getKey()), association)
                    && !inventory.holders(association).isEmpty();
        });
        Optional<AssociationId> whose = believed.values().stream()
                .map(KeyInformation::association)
                .distinct()
                .max(Comparator.comparingLong(association -> believed.entrySet().stream()
                        .filter(report -> report.getValue().association().equals(association))
                        .filter(report -> holds(inventory.device(report.getKey()), association))
                        .count()));
        believed.values().removeIf(key -> !whose.equals(Optional.of(key.association())));
        return believed;
    }
}
