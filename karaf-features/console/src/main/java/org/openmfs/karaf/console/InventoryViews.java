package org.openmfs.karaf.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ReasonCode;

/** Devices and methods as the console shows them. */
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
                Cell.of(belief.connection().reason().map(ReasonCode::word)));
    }

    /** The catalogue, and beside it which devices report what; a method that only devices know has no life. */
    static Shown methods(Inventory known) {
        Map<MethodId, Method> all = new TreeMap<>();
        Map<MethodId, List<DeviceId>> reported = new HashMap<>();
        known.devices().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(device -> device.getValue()
                        .capabilities()
                        .ifPresent(can -> can.methods().forEach((id, method) -> {
                            all.put(id, method);
                            reported.computeIfAbsent(id, fresh -> new ArrayList<>())
                                    .add(device.getKey());
                        })));
        all.putAll(known.methods());
        return new Shown.Rows(
                List.of("method", "grounds", "category", "life", "devices"),
                all.values().stream()
                        .map(method -> List.of(
                                method.id().value(),
                                Cell.all(method.grounds().stream().map(Ground::word)),
                                Integer.toString(method.category()),
                                Cell.of(Optional.ofNullable(known.methods().get(method.id()))
                                        .map(entry -> word(entry.life()))),
                                Cell.all(reported.getOrDefault(method.id(), List.of()).stream())))
                        .toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
