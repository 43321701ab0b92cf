package org.openmfs.controller.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.policy.PublishedMethods;
import org.openmfs.controller.policy.SuiteSelection;

/**
 * Refuses a class that no service could ever have: with a method that no one knows, or with methods that never reach its
 * floor; and a service whose own methods never reach that of its class. A class that a change leaves as it is is not looked at: what is known of methods changes, and that is told by the
 * services.
 */
public final class ClassRules implements ConfigurationCheck {
    private final Optional<Supplier<Inventory>> inventory;

    private ClassRules(Optional<Supplier<Inventory>> inventory) {
        this.inventory = inventory;
    }

    /** @param inventory what devices report */
    public static ClassRules knowing(Supplier<Inventory> inventory) {
        return new ClassRules(Optional.of(inventory));
    }

    /** Where no device is seen, as while a backup is read: a method that is not known may be that of a device. */
    public static ClassRules withoutDevices() {
        return new ClassRules(Optional.empty());
    }

    @Override
    public List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after) {
        List<Defect> defects = new ArrayList<>();
        if (!after.unreadable().isEmpty()) {
            return defects;
        }
        Map<ClassId, ProtectionClass> old =
                before.classes().stream().collect(Collectors.toMap(ProtectionClass::id, one -> one));
        Map<MethodId, Method> known = known(after);
        for (ProtectionClass one : after.classes()) {
            boolean changed = !one.equals(old.get(one.id()));
            if (changed) {
                new Rules(one, Chosen.by(one), known, defects).apply(inventory.isPresent());
            }
            after.intents().stream()
                    .filter(intent -> intent.protectionClass().equals(one.id()))
                    .filter(intent -> changed || !before.intents().contains(intent))
                    .filter(intent -> !intent.suspended())
                    .filter(intent ->
                            !intent.methods().isEmpty() && one.methods().containsAll(intent.methods()))
                    .forEach(intent -> new Rules(one, Chosen.by(intent), known, defects).apply(false));
        }
        return defects;
    }

    /** What the catalogue says counts before what is published, and that before what any device reports. */
    private Map<MethodId, Method> known(ProposedConfiguration after) {
        Map<MethodId, Method> known = new HashMap<>();
        inventory.ifPresent(now -> now.get().devices().values().stream()
                .flatMap(device -> device.capabilities().stream())
                .forEach(can -> known.putAll(can.methods())));
        known.putAll(PublishedMethods.ALL);
        after.methods().forEach(method -> known.put(method.id(), method));
        return known;
    }

    /**
     * Who chose methods.
     *
     * @param what it is, for people
     * @param path of one of its leaves
     * @param aboutGround where it is told that no method stands on a ground, and how that is named there
     */
    private record Chosen(
            String what,
            List<MethodId> methods,
            UnaryOperator<String> path,
            Function<Ground, Map.Entry<String, String>> aboutGround) {
        static Chosen by(ProtectionClass one) {
            String path = "/mfs-policy:protection-classes/protection-class[id='" + one.id() + "']/";
            return new Chosen(
                    "class",
                    one.methods(),
                    leaf -> path + leaf,
                    ground -> Map.entry("floor/required-ground[.='" + ground + "']", "this ground"));
        }

        /** All that is to be told is of the one leaf, since the class asks for it. */
        static Chosen by(Intent intent) {
            String path = "/mfs-service:services/service[id='" + intent.service() + "']/method";
            return new Chosen(
                    "service", intent.methods(), leaf -> path, ground -> Map.entry("", "this ground: " + ground));
        }
    }

    /** The rules of one class for methods that were chosen. */
    private record Rules(ProtectionClass one, Chosen chosen, Map<MethodId, Method> known, List<Defect> defects) {
        /** @param complete whether what is not known is known by no one */
        void apply(boolean complete) {
            List<MethodId> unknown = chosen.methods().stream()
                    .filter(id -> !known.containsKey(id))
                    .toList();
            if (complete) {
                unknown.forEach(this::refuseUnknown);
            }
            // One that is not known may be of any ground and category.
            if (unknown.isEmpty() && chosen.methods().size() >= one.leastMethods()) {
                ruleGrounds();
                ruleCategory();
            }
        }

        private void refuseUnknown(MethodId id) {
            defect(
                    "method[.='" + id + "']",
                    "no such method is known: one of " + joined(PublishedMethods.ALL.keySet())
                            + " was expected, or one that mfs-method:methods names or a device reports");
        }

        private void ruleGrounds() {
            Set<Ground> grounds = chosen.methods().stream()
                    .flatMap(id -> known.get(id).grounds().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            String are = joined(grounds);
            new TreeSet<>(one.floor().required())
                    .stream().filter(ground -> !grounds.contains(ground)).forEach(ground -> {
                        Map.Entry<String, String> about = chosen.aboutGround().apply(ground);
                        String none = "no method of the " + chosen.what() + " stands on " + about.getValue();
                        defect(about.getKey(), none + "; they stand on " + are);
                    });
            int diversity = Ground.diversity(grounds);
            if (diversity < one.floor().diversity()) {
                defect(
                        "floor/least-diversity",
                        "diversity " + one.floor().diversity() + " is needed, and the grounds of the methods of the "
                                + chosen.what() + " reach " + diversity + ": " + are);
            } else if (grounds.containsAll(one.floor().required()) && !together()) {
                defect(
                        "floor/least-diversity",
                        "no " + one.mostMethods() + " methods of the " + chosen.what() + " together reach diversity "
                                + one.floor().diversity() + " and stand on every ground that is asked for");
            }
        }

        private boolean together() {
            Map<MethodId, Method> methods =
                    chosen.methods().stream().collect(Collectors.toMap(Function.identity(), known::get));
            return !(new SuiteSelection(one, chosen.methods()).among(methods)
                            instanceof SuiteSelection.Outcome.Refused refused
                    && refused.code().equals(ReasonCode.DIVERSITY_NOT_MET));
        }

        private void ruleCategory() {
            Map<String, Method> strong = new TreeMap<>();
            for (MethodId id : chosen.methods()) {
                Method method = known.get(id);
                if (method.category() == 0 || method.category() >= one.leastCategory()) {
                    strong.put(id.value(), method);
                }
            }
            if (strong.size() < one.leastMethods()) {
                defect(
                        "least-category",
                        "methods of category " + one.leastCategory() + " are needed, and only "
                                + (strong.isEmpty() ? "none" : String.join(", ", strong.keySet()))
                                + " of the " + chosen.what() + " count: " + strong.size() + " of "
                                + one.leastMethods());
            }
        }

        private static String joined(Set<?> things) {
            return things.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        }

        private void defect(String leaf, String text) {
            defects.add(new Defect(chosen.path().apply(leaf), text));
        }
    }
}
