package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.policy.PublishedMethods;
import org.openmfs.controller.policy.SuiteSelection;
import org.openmfs.controller.spi.RouteComputation;

/** Makes the plan for an intent: the same function serves dry run and execution. */
public final class Planner {
    private final KeyPaths keyPaths;
    private final DataPaths dataPaths;

    public Planner(RouteComputation routes) {
        keyPaths = new KeyPaths();
        dataPaths = new DataPaths(routes);
    }

    /** Depends on nothing but its arguments and changes nothing. */
    public PlanOutcome plan(Intent intent, Inventory inventory, KeyBookings bookings) {
        List<Trouble> troubles = new ArrayList<>();
        return attempt(intent, inventory, bookings, troubles)
                .map(Attempt::outcome)
                .orElseGet(() -> new PlanOutcome.Unplannable(troubles));
    }

    /** What both ends would be told if every path were found: a plan without paths; empty where that cannot be said. */
    public Optional<Plan> terms(Intent intent, Inventory inventory, KeyBookings bookings) {
        return attempt(intent, inventory, bookings, new ArrayList<>()).flatMap(Attempt::terms);
    }

    private Optional<Attempt> attempt(
            Intent intent, Inventory inventory, KeyBookings bookings, List<Trouble> troubles) {
        Optional<ProtectionClass> protectionClass =
                Optional.ofNullable(inventory.classes().get(intent.protectionClass()));
        if (protectionClass.isEmpty()) {
            String text = "there is no protection class " + intent.protectionClass();
            troubles.add(new Trouble(
                    ReasonCode.UNKNOWN_CLASS, intent.protectionClass().value(), text));
        }
        Optional<Side> a = side(intent.a(), inventory, troubles);
        Optional<Side> z = side(intent.z(), inventory, troubles);
        if (protectionClass.isEmpty() || a.isEmpty() || z.isEmpty()) {
            return Optional.empty();
        }
        DeviceId device = a.get().device().settings().id();
        if (device.equals(z.get().device().settings().id())) {
            String text = "both endpoints are encrypted at device " + device + "; a key needs two";
            troubles.add(new Trouble(ReasonCode.NO_DATA_PATH, device.value(), text));
            return Optional.empty();
        }
        return Optional.of(new Attempt(intent, protectionClass.get(), new Ends(a.get(), z.get()), inventory, bookings));
    }

    /** One end with everything known about it. */
    record Side(
            EndpointPlace place, Network.EncryptionPoint point, Network.Cf cf, DeviceBelief device, Capabilities can) {}

    private record Ends(Side a, Side z) {}

    private static Optional<Side> side(EndpointId id, Inventory inventory, List<Trouble> troubles) {
        Optional<EndpointPlace> place = inventory.endpoint(id);
        if (place.isEmpty()) {
            troubles.add(new Trouble(ReasonCode.UNKNOWN_ENDPOINT, id.value(), "no network holds endpoint " + id));
            return Optional.empty();
        }
        Optional<Network.EncryptionPoint> point = place.get().encryptionPoint();
        Optional<Network.Cf> cf = place.get().cf();
        if (point.isEmpty() || cf.isEmpty() || cf.get().device().isEmpty()) {
            String text = "endpoint " + id + " is not joined to an encryption point whose CF has a device";
            troubles.add(new Trouble(ReasonCode.NO_ENCRYPTION_POINT, id.value(), text));
            return Optional.empty();
        }
        return device(cf.get(), inventory, troubles)
                .flatMap(device -> capable(place.get(), point.get(), cf.get(), device, troubles));
    }

    private static Optional<DeviceBelief> device(Network.Cf cf, Inventory inventory, List<Trouble> troubles) {
        Optional<DeviceBelief> device = cf.device().flatMap(inventory::device);
        if (device.isEmpty()) {
            String id = cf.device().orElseThrow().value();
            troubles.add(new Trouble(ReasonCode.DEVICE_UNKNOWN, id, "device " + id + " was never onboarded"));
        }
        return device;
    }

    private static Optional<Side> capable(
            EndpointPlace place,
            Network.EncryptionPoint point,
            Network.Cf cf,
            DeviceBelief device,
            List<Trouble> troubles) {
        String id = device.settings().id().value();
        if (device.capabilities().isEmpty()) {
            troubles.add(Absence.ofNews(device));
            return Optional.empty();
        }
        Capabilities can = device.capabilities().get();
        if (!can.cf().equals(cf.id()) || !can.encDecs().containsKey(point.encDec())) {
            String text = "device " + id + " serves CF " + can.cf() + " with Enc/Decs "
                    + can.encDecs().keySet() + ", not CF " + cf.id() + " with " + point.encDec();
            troubles.add(new Trouble(ReasonCode.DEVICE_UNSUPPORTED, id, text));
            return Optional.empty();
        }
        return Optional.of(new Side(place, point, cf, device, can));
    }

    /** Planning once both ends and the class are known. */
    private final class Attempt {
        private final Intent intent;
        private final ProtectionClass protectionClass;
        private final Side a;
        private final Side z;
        private final Inventory inventory;
        private final KmeSupply kmes;
        private final KeyBookings bookings;
        private final Map<MethodId, Method> common;
        private final AssociationId association;

        Attempt(Intent intent, ProtectionClass protectionClass, Ends ends, Inventory inventory, KeyBookings bookings) {
            this.intent = intent;
            this.protectionClass = protectionClass;
            this.a = ends.a();
            this.z = ends.z();
            this.inventory = inventory;
            this.bookings = bookings;
            kmes = new KmeSupply(a.cf(), z.cf());
            common = commonMethods();
            association = FirstLeg.of(
                    intent.service(),
                    Set.of(a.device().settings().id(), z.device().settings().id()),
                    inventory);
        }

        Optional<Plan> terms() {
            return switch (selection()) {
                case SuiteSelection.Outcome.Refused refused -> Optional.empty();
                case SuiteSelection.Outcome.Selected selected -> Optional.of(compose(selected.suites(), List.of()));
            };
        }

        private SuiteSelection.Outcome selection() {
            SuiteSelection selection = new SuiteSelection(protectionClass, intent.methods());
            return selection
                    .combinerRefusal(a.can().combiners(), z.can().combiners())
                    .<SuiteSelection.Outcome>map(refused -> refused)
                    .orElseGet(() -> selection.among(common));
        }

        PlanOutcome outcome() {
            return switch (selection()) {
                case SuiteSelection.Outcome.Refused refused -> unplannable(refusal(refused));
                case SuiteSelection.Outcome.Selected selected -> withPaths(selected.suites());
            };
        }

        /** With what keeps QKD from being used, where both CFs could. */
        private List<Trouble> refusal(SuiteSelection.Outcome.Refused refused) {
            List<Trouble> troubles = new ArrayList<>(List.of(new Trouble(refused.code(), "", refused.text())));
            boolean wanted = protectionClass.methods().stream()
                    .anyMatch(method ->
                            bothCan(method) && a.can().methods().get(method).needsQuantumChannel());
            if (wanted) {
                kmes.missing().ifPresent(troubles::add);
            }
            return troubles;
        }

        private boolean bothCan(MethodId method) {
            return a.can().methods().containsKey(method) && z.can().methods().containsKey(method);
        }

        private PlanOutcome withPaths(List<Suite> suites) {
            List<PlannedPath> paths = new ArrayList<>();
            List<Suite> feasible = suites;
            if (kmes.needsKeyLink() && suites.stream().anyMatch(this::needsQkd)) {
                KeyPaths.Result result = keyPaths.between(
                        new KeyPaths.Wish(association, a.cf(), z.cf(), protectionClass, life()), inventory, bookings);
                result.path().ifPresent(paths::add);
                if (result.path().isEmpty()) {
                    feasible = suites.stream().filter(suite -> !needsQkd(suite)).toList();
                }
                if (feasible.isEmpty()) {
                    return unplannable(result.troubles());
                }
            }
            DataPaths.Result data = dataPaths.between(association, a, z, inventory);
            data.path().ifPresent(paths::add);
            return data.troubles().isEmpty()
                    ? new PlanOutcome.Planned(compose(feasible, paths))
                    : unplannable(data.troubles());
        }

        private Plan compose(List<Suite> suites, List<PlannedPath> paths) {
            Leg leg =
                    new Leg(association, suites, protectionClass.floor(), life(), List.of(end(a, z), end(z, a)), paths);
            return new Plan(intent.service(), List.of(leg));
        }

        private static Leg.End end(Side self, Side peer) {
            return new Leg.End(
                    self.device().settings().id(),
                    self.cf(),
                    self.point(),
                    peer.can().peerHost(),
                    peer.can().peerPort());
        }

        private KeyLife life() {
            return intent.rekeyInterval()
                    .filter(asked -> asked.compareTo(protectionClass.keyLife().rekeyInterval()) < 0)
                    .map(protectionClass.keyLife()::withRekeyInterval)
                    .orElse(protectionClass.keyLife());
        }

        private boolean needsQkd(Suite suite) {
            return suite.methods().stream().anyMatch(this::overQuantumChannel);
        }

        private boolean overQuantumChannel(MethodId method) {
            return common.get(method).needsQuantumChannel();
        }

        /** Methods that both CFs carry out and are supplied for. */
        private Map<MethodId, Method> commonMethods() {
            Map<MethodId, Method> shared = new HashMap<>();
            for (MethodId id : a.can().methods().keySet()) {
                method(id)
                        .filter(method ->
                                !method.needsQuantumChannel() || kmes.missing().isEmpty())
                        .ifPresent(method -> shared.put(id, method));
            }
            return shared;
        }

        /** What the catalogue says counts before what is published, and that before what both devices report. */
        private Optional<Method> method(MethodId id) {
            return !bothCan(id)
                    ? Optional.empty()
                    : Optional.ofNullable(inventory.methods().get(id))
                            .or(() -> Optional.ofNullable(PublishedMethods.ALL.get(id)))
                            .or(() -> a.can()
                                    .methods()
                                    .get(id)
                                    .agreed(z.can().methods().get(id)));
        }

        private static PlanOutcome unplannable(List<Trouble> troubles) {
            return new PlanOutcome.Unplannable(troubles);
        }
    }
}
