package org.openmfs.controller.worlds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.BuiltInRoutes;
import org.openmfs.controller.plan.Planner;
import org.openmfs.controller.service.Provisioner;
import org.openmfs.controller.service.Services;
import org.openmfs.controller.service.Surroundings;
import org.openmfs.controller.spi.ManagerPlugins;

/** One run of the controller, from its start with an empty memory until it is killed. */
final class ControllerRun implements ServiceListener {
    private final Outside outside;
    private boolean killed;

    final LiveInventory inventory;
    final DevicePort devices;
    final QkdPort qkd;
    final OpticalPort optical;
    final Services services;
    final Map<ServiceId, ServiceState> states = new TreeMap<>();
    /** Services that were told to be gone last. */
    final Set<ServiceId> gone = new TreeSet<>();

    ControllerRun(Outside outside) {
        this.outside = outside;
        inventory = new LiveInventory(serial(), outside.time::now);
        devices = new DevicePort(outside, this, inventory);
        qkd = new QkdPort(outside, this, inventory);
        optical = new OpticalPort(outside, this, inventory);
        services = new Services(new Surroundings(
                new Planner(new BuiltInRoutes()),
                new Provisioner(devices, new ManagerPlugins(List.of(qkd, optical))),
                inventory,
                this::serial,
                task -> outside.time.work(() -> alive(task)),
                this::after,
                outside.time::now));
        services.listen(this);
    }

    /** Everything that is configured is told, as at a start. */
    void start(Configured configured) {
        outside.attach(this);
        configured.classes.forEach((id, one) -> inventory.change(known -> known.withClass(id, Optional.of(one))));
        inventory.change(known -> known.withNetwork(configured.network.id(), Optional.of(configured.network)));
        configured.devices.forEach((id, device) -> {
            inventory.configured(id, Optional.of(device));
            devices.onboard(device);
        });
        inventory.configured(configured.qkdn.id(), Optional.of(configured.qkdn), qkd.facets());
        qkd.connect(configured.qkdn);
        configured.apnc.ifPresent(manager -> {
            inventory.configured(manager.id(), Optional.of(manager), optical.facets());
            optical.connect(manager);
        });
        configured.intents.forEach((id, intent) -> services.intentChanged(id, Optional.of(intent)));
        services.loaded();
    }

    /** Nothing is done by it any more, nor told to it. */
    void kill() {
        killed = true;
    }

    boolean alive() {
        return !killed;
    }

    void after(Duration delay, Runnable task) {
        outside.time.after(delay, () -> alive(task));
    }

    /** What escapes is a fault of the controller, which goes on as its own executors do. */
    private void alive(Runnable task) {
        if (killed) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error broken) {
            outside.story.wrong("a task failed: " + broken + " at " + broken.getStackTrace()[0]);
        }
    }

    /** One task at a time: what comes to be run in the middle of another one waits for its end. */
    private Executor serial() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        boolean[] running = {false};
        return task -> {
            waiting.add(task);
            if (!running[0]) {
                running[0] = true;
                outside.time.soon(() -> {
                    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                        alive(next);
                    }
                    running[0] = false;
                });
            }
        };
    }

    @Override
    public void serviceChanged(ServiceState state) {
        gone.remove(state.service());
        ServiceState before = states.put(state.service(), state);
        if (before == null
                || before.phase() != state.phase()
                || !before.reasons().equals(state.reasons())) {
            outside.story.tell("service " + state.service() + " is " + state.phase() + " " + state.reasons());
        }
        if (state.reasons().stream().anyMatch(reason -> reason.code().equals(ReasonCode.INTERNAL))) {
            outside.story.wrong("service " + state.service() + " met a fault of ours");
        }
    }

    @Override
    public void serviceGone(ServiceId service) {
        states.remove(service);
        gone.add(service);
        outside.story.tell("service " + service + " is gone");
    }
}
