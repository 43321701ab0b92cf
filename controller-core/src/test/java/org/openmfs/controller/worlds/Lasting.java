package org.openmfs.controller.worlds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openmfs.controller.model.ReasonCode;

/** What stays broken to the end, so that not everything can become as it is asked for. */
record Lasting(Outside outside) {
    private enum Kind {
        DEVICE_AWAY,
        DEVICE_REFUSES,
        QKD_NODE_AWAY,
        QKD_NETWORK_REFUSES,
        QKD_LINK_DOWN,
        OPTICAL_MANAGER_REFUSES
    }

    void begin() {
        Chance chance = outside.chance;
        Kind kind = chance.one(List.of(Kind.values()));
        SimulatedDevice device = chance.one(List.copyOf(outside.devices.values()));
        outside.story.tell(kind + " from now on; the device would be " + device.id());
        switch (kind) {
            case DEVICE_AWAY -> {
                device.up = false;
                device.gone = true;
                outside.toController(run -> run.devices.reachable(device.id()));
            }
            case DEVICE_REFUSES -> device.stubborn = true;
            case QKD_NODE_AWAY -> outside.qkd.gone = Optional.of(chance.one(outside.qkd.nodes));
            case QKD_NETWORK_REFUSES -> outside.qkd.stubborn = true;
            case QKD_LINK_DOWN -> {
                SimulatedQkdNetwork.Line line = chance.one(outside.qkd.lines);
                line.down = true;
                line.trouble = Optional.of(ReasonCode.LINK_DOWN);
            }
            case OPTICAL_MANAGER_REFUSES -> outside.optical.stubborn = true;
        }
        outside.agents.wake();
    }

    /** Devices, managers and links with which not everything is well, by their names. */
    Set<String> broken() {
        Set<String> names = new TreeSet<>();
        outside.devices.values().stream()
                .filter(device -> !device.up || device.stubborn)
                .forEach(device -> names.add(device.id().value()));
        outside.qkd.lines.stream()
                .filter(line -> line.trouble.isPresent())
                .forEach(line -> names.add(line.id.toString()));
        if (!qkdIsWell()) {
            names.add("qkdn");
        }
        if (!opticalIsWell()) {
            names.add("apnc");
        }
        return names;
    }

    boolean qkdIsWell() {
        return outside.qkd.nodes.stream().allMatch(outside.qkd::answers) && !outside.qkd.stubborn;
    }

    boolean opticalIsWell() {
        return outside.optical.up && !outside.optical.stubborn && outside.optical.down.isEmpty();
    }
}
