package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;

/** Refuses configuration that names what does not exist or contradicts itself. */
public final class ConfigurationRules implements ConfigurationCheck {
    private final Supplier<Inventory> inventory;

    public ConfigurationRules(Supplier<Inventory> inventory) {
        this.inventory = inventory;
    }

    @Override
    public List<Defect> defects(Intent intent) {
        Inventory now = inventory.get();
        List<Defect> defects = new ArrayList<>();
        unknown(now, "a-end/endpoint", intent.a(), defects);
        unknown(now, "z-end/endpoint", intent.z(), defects);
        if (intent.a().equals(intent.z())) {
            defects.add(new Defect("z-end/endpoint", "the two ends must be different endpoints"));
        }
        ProtectionClass chosen = now.classes().get(intent.protectionClass());
        if (chosen == null) {
            String text = "there is no protection class " + intent.protectionClass() + "; configured are "
                    + now.classes().keySet();
            defects.add(new Defect("protection-class", text));
            return defects;
        }
        for (MethodId method : intent.methods()) {
            if (!chosen.methods().contains(method)) {
                String text = "class " + chosen.id() + " does not allow " + method + "; it allows " + chosen.methods();
                defects.add(new Defect("method", text));
            }
        }
        intent.rekeyInterval()
                .filter(interval -> interval.compareTo(chosen.keyLife().rekeyInterval()) > 0)
                .ifPresent(interval -> defects.add(new Defect(
                        "rekey-interval",
                        "at most " + chosen.keyLife().rekeyInterval().toSeconds() + " seconds, as class " + chosen.id()
                                + " says")));
        return defects;
    }

    @Override
    public List<Defect> defects(ProtectionClass protectionClass) {
        Inventory now = inventory.get();
        Set<MethodId> known = Stream.concat(
                        now.methods().keySet().stream(),
                        now.devices().values().stream()
                                .flatMap(device -> device.capabilities().stream())
                                .flatMap(can -> can.methods().keySet().stream()))
                .collect(Collectors.toSet());
        List<Defect> defects = new ArrayList<>();
        for (MethodId method : protectionClass.methods()) {
            if (!known.contains(method)) {
                String text = "neither the catalogue nor any device knows method " + method;
                defects.add(new Defect("method", text));
            }
        }
        if (protectionClass.methods().size() < protectionClass.floor().factors()) {
            String text = "factors must not exceed the number of methods, "
                    + protectionClass.methods().size();
            defects.add(new Defect("floor/factors", text));
        }
        return defects;
    }

    private static void unknown(Inventory now, String leaf, EndpointId endpoint, List<Defect> defects) {
        if (now.endpoint(endpoint).isEmpty()) {
            defects.add(new Defect(leaf, "no network holds endpoint " + endpoint));
        }
    }
}
