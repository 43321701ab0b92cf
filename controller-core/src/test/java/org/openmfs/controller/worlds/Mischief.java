package org.openmfs.controller.worlds;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ReasonCode;

/** What is done to devices and networks, beside requests that fail; each of it is over after a while. */
final class Mischief {
    static final Set<Fault> OF_DEVICES = EnumSet.range(Fault.DEVICE_GOES_AWAY, Fault.OTHERS_ADD_AN_ASSOCIATION);
    static final Set<Fault> OF_NETWORKS = EnumSet.range(Fault.QKD_NODE_GOES_AWAY, Fault.OTHERS_DELETE_AN_OPTICAL_PATH);

    private final Outside outside;
    private final Chance chance;

    Mischief(Outside outside) {
        this.outside = outside;
        chance = outside.chance;
    }

    void ofDevice(Fault fault) {
        SimulatedDevice device = chance.one(List.copyOf(outside.devices.values()));
        switch (fault) {
            case DEVICE_GOES_AWAY -> away(device, fault, () -> {});
            case DEVICE_FORGETS_ALL -> away(device, fault, device::forget);
            case DEVICE_RETURNS_TO_AN_OLDER_STATE -> away(device, fault, device::returnToOlder);
            case OTHERS_REMOVE_AN_ASSOCIATION ->
                one(device).ifPresent(known -> others(device, fault, known, () -> device.remove(known.id())));
            case OTHERS_CHANGE_AN_ASSOCIATION ->
                one(device).ifPresent(known -> others(device, fault, known, () -> device.put(Lie.otherwise(known))));
            case OTHERS_ADD_AN_ASSOCIATION -> add(device);
            default -> lie(device, fault);
        }
    }

    private void away(SimulatedDevice device, Fault fault, Runnable meanwhile) {
        if (!device.up) {
            return;
        }
        outside.story.fault(fault, "at " + device.id());
        device.up = false;
        meanwhile.run();
        reachable(device);
        outside.agents.wake();
        later(() -> {
            device.up = !device.gone;
            outside.story.tell("device " + device.id() + " is back");
            reachable(device);
        });
    }

    private void reachable(SimulatedDevice device) {
        outside.toController(run -> run.devices.reachable(device.id()));
    }

    private Optional<AssociationConfiguration> one(SimulatedDevice device) {
        return device.running.isEmpty()
                ? Optional.empty()
                : Optional.of(chance.one(List.copyOf(device.running.values())));
    }

    private void others(SimulatedDevice device, Fault fault, AssociationConfiguration one, Runnable change) {
        outside.story.fault(fault, one.id() + " at " + device.id());
        change.run();
        outside.agents.wake();
        reread(device);
    }

    /** Of a service that there is, or of one that nobody asks for. */
    private void add(SimulatedDevice device) {
        outside.devices.values().stream()
                .flatMap(other -> one(other).stream())
                .findFirst()
                .map(known -> renamed(known, stranger()))
                .ifPresent(known -> others(device, Fault.OTHERS_ADD_AN_ASSOCIATION, known, () -> {
                    if (!device.running.containsKey(known.id())) {
                        device.put(known);
                    }
                }));
    }

    private AssociationId stranger() {
        return new AssociationId(chance.one(List.of("ghost/1", "ghost", "s1/1", "s2/2", "s3/1", "s4")));
    }

    private static AssociationConfiguration renamed(AssociationConfiguration one, AssociationId id) {
        return new AssociationConfiguration(
                id, one.peer(), one.initiator(), one.encDec(), one.suites(), one.floor(), one.keyLife());
    }

    private void lie(SimulatedDevice device, Fault fault) {
        if (device.lie.isPresent()) {
            return;
        }
        outside.story.fault(fault, "at " + device.id());
        device.lie = Optional.of(new Lie(fault, stranger()));
        reread(device);
        later(() -> {
            device.lie = Optional.empty();
            outside.story.tell("device " + device.id() + " tells the truth");
            reread(device);
        });
    }

    private void reread(SimulatedDevice device) {
        outside.toController(run -> run.devices.reread(device.id()));
    }

    private void later(Runnable end) {
        outside.time.after(chance.seconds(1, 60), end);
    }

    void ofNetwork(Fault fault) {
        switch (fault) {
            case QKD_NODE_GOES_AWAY, QKD_NODE_FORGETS -> node(fault, chance.one(outside.qkd.nodes));
            case QKD_NETWORK_TELLS_OTHER_RATES, QKD_NETWORK_TELLS_LOST_KEY_LINKS -> {
                outside.story.fault(fault, "");
                outside.lies.begin(fault);
                later(() -> {
                    outside.lies.end(fault);
                    read();
                });
            }
            case QKD_LINK_GOES_DOWN, QKD_LINK_MAKES_LESS -> line(fault, chance.one(outside.qkd.lines));
            case OTHERS_DELETE_A_KEY_LINK -> deleteKeyLink();
            default -> optical(fault);
        }
        read();
        outside.agents.wake();
    }

    private void node(Fault fault, UUID node) {
        outside.story.fault(fault, QkdPort.names(List.of(node)));
        if (fault == Fault.QKD_NODE_FORGETS) {
            outside.qkd.entries.get(node).clear();
        } else if (outside.qkd.away.add(node)) {
            later(() -> {
                outside.qkd.away.remove(node);
                outside.story.tell("QKD node " + QkdPort.names(List.of(node)) + " is back");
                read();
            });
        }
    }

    private void line(Fault fault, SimulatedQkdNetwork.Line line) {
        outside.story.fault(fault, QkdPort.names(List.of(line.a, line.z)));
        if (fault == Fault.QKD_LINK_MAKES_LESS) {
            long before = line.rate;
            line.rate = before / chance.between(2, 50);
            later(() -> {
                line.rate = before;
                read();
            });
        } else {
            line.trouble = Optional.of(ReasonCode.LINK_DOWN);
            later(() -> {
                if (!line.down) {
                    line.trouble = Optional.empty();
                }
                read();
                outside.agents.wake();
            });
        }
    }

    private void deleteKeyLink() {
        List<AssociationId> all = List.copyOf(outside.qkd.associations());
        if (!all.isEmpty()) {
            AssociationId one = chance.one(all);
            outside.story.fault(Fault.OTHERS_DELETE_A_KEY_LINK, one.value());
            outside.qkd.holders(one).forEach(node -> outside.qkd.remove(node, one));
        }
    }

    private void optical(Fault fault) {
        List<AssociationId> all = List.copyOf(outside.optical.paths.keySet());
        if (fault == Fault.OPTICAL_MANAGER_GOES_AWAY) {
            outside.story.fault(fault, "");
            outside.optical.up = false;
            later(() -> {
                outside.optical.up = true;
                outside.story.tell("the optical manager is back");
                read();
            });
        } else if (!all.isEmpty()) {
            AssociationId one = chance.one(all);
            outside.story.fault(fault, one.value());
            if (fault == Fault.OTHERS_DELETE_AN_OPTICAL_PATH) {
                outside.optical.remove(one);
            } else {
                outside.optical.down.add(one);
                later(() -> {
                    outside.optical.down.remove(one);
                    read();
                });
            }
        }
    }

    private void read() {
        outside.toController(run -> {
            run.qkd.wake();
            run.optical.wake();
        });
    }
}
