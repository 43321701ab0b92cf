package org.openmfs.karaf.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.ReasonCode;

/** Devices, keys and methods as the console shows them. */
final class InventoryViews {
    private InventoryViews() {}

    static Shown devices(Inventory known) {
        return new Shown.Rows(
                List.of("device", "address", "session", "since", "cf", "methods", "keys", "reason"),
                known.devices().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> device(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<String> device(DeviceId id, DeviceBelief belief) {
        return List.of(
                id.value(),
                belief.settings().host() + ":" + belief.settings().port(),
                word(belief.connection().state()),
                Cell.of(belief.connection().since()),
                Cell.of(belief.capabilities().map(can -> can.cf())),
                Cell.all(belief.capabilities().stream()
                        .flatMap(can -> can.methods().keySet().stream())
                        .sorted()),
                Integer.toString(belief.keys().size()),
                Cell.of(belief.connection().reason().map(ReasonCode::identity)));
    }

    static Shown keys(Inventory known) {
        return new Shown.Rows(
                List.of("key", "device", "association", "state", "suite", "origins", "enc-dec", "made", "destroyed"),
                known.devices().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(InventoryViews::keysOf)
                        .toList());
    }

    private static Stream<List<String>> keysOf(Map.Entry<DeviceId, DeviceBelief> device) {
        return device.getValue().keys().values().stream()
                .sorted(Comparator.comparing(KeyInformation::association).thenComparing(KeyInformation::id))
                .map(key -> List.of(
                        key.id().value(),
                        device.getKey().value(),
                        key.association().value(),
                        key.state(),
                        Cell.of(key.suite()),
                        Cell.all(key.origins().keySet().stream().sorted()),
                        Cell.of(key.encDec()),
                        Cell.of(key.times().made()),
                        Cell.of(key.times().destroyed())));
    }

    static Shown methods(Inventory known) {
        return new Shown.Rows(
                List.of("method", "family", "category", "life"),
                known.methods().values().stream()
                        .sorted(Comparator.comparing(Method::id))
                        .map(method -> List.of(
                                method.id().value(),
                                method.family().identity(),
                                Integer.toString(method.category()),
                                word(method.life())))
                        .toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
