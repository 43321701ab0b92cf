package org.openmfs.controller.worlds;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;

/** Devices and networks as they are, whatever a controller believes of them. */
final class Outside {
    final VirtualTime time;
    final Chance chance;
    final Story story;
    final Map<DeviceId, SimulatedDevice> devices = new TreeMap<>();
    final SimulatedQkdNetwork qkd;
    final SimulatedOpticalNetwork optical = new SimulatedOpticalNetwork();
    final Agents agents = new Agents(this);
    final NetworkLies lies = new NetworkLies();
    final Weather weather;
    /** Hears of associations that a controller removes. */
    Removals watch = (device, association) -> {};

    private Optional<ControllerRun> run = Optional.empty();

    Outside(VirtualTime time, Chance chance, Story story, SimulatedQkdNetwork qkd) {
        this.time = time;
        this.chance = chance;
        this.story = story;
        this.qkd = qkd;
        weather = new Weather(chance, story);
    }

    /** Whoever wants to know what a controller removes. */
    @FunctionalInterface
    interface Removals {
        void removed(DeviceId device, AssociationId association);
    }

    /** From now on this run of the controller is told. */
    void attach(ControllerRun next) {
        run = Optional.of(next);
    }

    void toController(Consumer<ControllerRun> news) {
        run.filter(ControllerRun::alive).ifPresent(news);
    }
}
