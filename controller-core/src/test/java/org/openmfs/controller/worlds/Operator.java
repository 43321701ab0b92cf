package org.openmfs.controller.worlds;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;

/** Changes what is configured, and restarts the controller. */
final class Operator {
    private static final Duration LONG = Duration.ofMinutes(1);

    static final Set<Fault> DEEDS = EnumSet.range(Fault.INTENT_IS_CHANGED, Fault.CONTROLLER_IS_RESTARTED);

    private final Outside outside;
    private final Configured configured;
    private final Blueprint blueprint;
    private final Map<ServiceId, Instant> asked = new TreeMap<>();
    private ControllerRun run;

    Operator(Outside outside, Configured configured, Blueprint blueprint) {
        this.outside = outside;
        this.configured = configured;
        this.blueprint = blueprint;
        run = new ControllerRun(outside);
    }

    ControllerRun run() {
        return run;
    }

    void start() {
        run.start(configured);
    }

    /** An association that protects traffic stays while the same is asked for and the plan has it. */
    void removed(DeviceId device, AssociationId association) {
        Optional<Intent> wanted = ServiceId.of(association).map(configured.intents::get);
        if (wanted.isEmpty() || wanted.get().suspended()) {
            return;
        }
        ServiceId service = wanted.get().service();
        boolean sameForLong = asked.getOrDefault(service, Instant.MIN)
                .isBefore(outside.time.now().minus(LONG));
        if (sameForLong
                && run.services.plan(service, Optional.empty()).orElseThrow() instanceof PlanOutcome.Planned(Plan plan)
                && plan.legs().getFirst().association().equals(association)
                && plan.devices().contains(device)
                && outside.agents.protects(association, plan.devices())) {
            outside.story.wrong(association + " is removed from device " + device + ", where its plan has it: "
                    + run.states.get(service));
        }
    }

    void act(Fault deed) {
        switch (deed) {
            case CLASS_IS_CHANGED -> changeClass();
            case DEVICE_IS_RELEASED_AND_ONBOARDED -> release();
            case CONTROLLER_IS_RESTARTED -> restart();
            default -> ofService(deed, blueprint.service());
        }
    }

    private void ofService(Fault deed, ServiceId service) {
        Optional<Intent> before = Optional.ofNullable(configured.intents.get(service));
        switch (deed) {
            case SERVICE_IS_ASKED_FOR_AGAIN -> {
                if (before.isEmpty()) {
                    ask(deed, service, Optional.of(blueprint.intent(service)));
                }
            }
            case SERVICE_IS_DELETED -> before.ifPresent(asked -> ask(deed, service, Optional.empty()));
            case SERVICE_IS_DELETED_AND_ASKED_FOR_AT_ONCE ->
                before.ifPresent(asked -> {
                    deleteAndAsk(asked);
                    outside.time.after(outside.chance.seconds(2, 8), () -> deleteAndAsk(asked));
                });
            case SERVICE_IS_SUSPENDED ->
                before.filter(asked -> !asked.suspended())
                        .ifPresent(asked -> ask(deed, service, Optional.of(suspended(asked, true))));
            case SERVICE_IS_RESUMED ->
                before.filter(Intent::suspended)
                        .ifPresent(asked -> ask(deed, service, Optional.of(suspended(asked, false))));
            default -> before.ifPresent(this::change);
        }
    }

    /** Often it is changed back soon. */
    private void change(Intent asked) {
        Intent other = blueprint.other(asked);
        ask(Fault.INTENT_IS_CHANGED, asked.service(), Optional.of(other));
        changeBack(() -> {
            if (other.equals(configured.intents.get(asked.service()))) {
                ask(Fault.INTENT_IS_CHANGED, asked.service(), Optional.of(asked));
            }
        });
    }

    private void changeBack(Runnable back) {
        if (outside.chance.percent(50)) {
            outside.time.after(outside.chance.seconds(0, 20), back);
        }
    }

    private void deleteAndAsk(Intent asked) {
        ServiceId service = asked.service();
        if (configured.intents.containsKey(service)) {
            ask(Fault.SERVICE_IS_DELETED_AND_ASKED_FOR_AT_ONCE, service, Optional.empty());
            outside.time.after(outside.chance.seconds(0, 3), () -> {
                if (!configured.intents.containsKey(service)) {
                    ask(Fault.SERVICE_IS_ASKED_FOR_AGAIN, service, Optional.of(asked));
                }
            });
        }
    }

    private static Intent suspended(Intent asked, boolean suspended) {
        return new Intent(
                asked.service(),
                asked.a(),
                asked.z(),
                asked.protectionClass(),
                suspended,
                asked.methods(),
                asked.rekeyInterval());
    }

    private void ask(Fault deed, ServiceId service, Optional<Intent> intent) {
        outside.story.fault(deed, service + " " + intent.map(Intent::toString).orElse(""));
        intent.ifPresentOrElse(
                asked -> configured.intents.put(service, asked), () -> configured.intents.remove(service));
        // Of one that is gone nothing is under way any more.
        asked.put(service, run.gone.contains(service) ? Instant.MIN : outside.time.now());
        run.services.intentChanged(service, intent);
    }

    private void changeClass() {
        ClassId id = new ClassId(blueprint.className());
        ProtectionClass before = configured.classes.get(id);
        change(blueprint.protectionClass(id.value()));
        changeBack(() -> change(before));
    }

    private void change(ProtectionClass next) {
        outside.story.fault(Fault.CLASS_IS_CHANGED, next.toString());
        configured.classes.put(next.id(), next);
        run.inventory.change(known -> known.withClass(next.id(), Optional.of(next)));
    }

    private void release() {
        List<DeviceId> all = List.copyOf(configured.devices.keySet());
        if (all.isEmpty()) {
            return;
        }
        DeviceId id = outside.chance.one(all);
        Device device = configured.devices.remove(id);
        outside.story.fault(Fault.DEVICE_IS_RELEASED_AND_ONBOARDED, id.value());
        run.inventory.configured(id, Optional.empty());
        run.devices.release(id);
        outside.time.after(outside.chance.seconds(0, 30), () -> {
            outside.story.tell("device " + id + " is onboarded");
            configured.devices.put(id, device);
            run.inventory.configured(id, Optional.of(device));
            run.devices.onboard(device);
        });
    }

    void restart() {
        outside.story.fault(Fault.CONTROLLER_IS_RESTARTED, "");
        run.kill();
        dropUnknown();
        run = new ControllerRun(outside);
        run.start(configured);
    }

    /**
     * What only a manager has of a service that nobody asks for is known to nobody after a restart: names at QKD nodes are
     * hashes. Somebody has to remove it by hand.
     */
    private void dropUnknown() {
        Set<AssociationId> all = new TreeSet<>(outside.qkd.associations());
        all.addAll(outside.optical.paths.keySet());
        all.stream().filter(this::isUnknown).forEach(association -> {
            outside.story.tell("nobody knows of " + association + " any more; it is removed by hand");
            outside.qkd.nodes.forEach(node -> outside.qkd.remove(node, association));
            outside.optical.remove(association);
        });
    }

    private boolean isUnknown(AssociationId association) {
        ServiceId service = ServiceId.of(association).orElseThrow();
        return !configured.intents.containsKey(service)
                && outside.devices.values().stream()
                        .filter(device -> device.up && configured.devices.containsKey(device.id()))
                        .noneMatch(device -> device.running.keySet().stream()
                                .anyMatch(one -> ServiceId.of(one).equals(Optional.of(service))));
    }
}
