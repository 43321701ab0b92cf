package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.ConfigurationCheck.Kind;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Network;

/** Who uses what would be gone. */
final class Users {
    private static final int MOST_NAMED = 10;

    private final Map<Thing, Set<String>> users = new LinkedHashMap<>();

    /** Something that is configured, by its path and as people call it. */
    record Thing(String path, String name) {
        static Thing of(DeviceId id) {
            return new Thing("/mfs-network:devices/device[id='" + id + "']", "device " + id);
        }

        static Thing of(ManagerId id) {
            return new Thing("/mfs-network:managers/manager[id='" + id + "']", "manager " + id);
        }

        static Thing of(ClassId id) {
            return new Thing(
                    "/mfs-policy:protection-classes/protection-class[id='" + id + "']", "protection class " + id);
        }

        static Thing of(Network network) {
            return new Thing(
                    "/ietf-network:networks/network[network-id='" + network.id() + "']", "network " + network.id());
        }

        static Thing of(Network network, Network.Node node) {
            return new Thing(of(network).path() + "/node[node-id='" + node.id() + "']", "node " + node.id());
        }

        /** One of the lists that we add to a node, named as people call its entries. */
        Thing entry(String list, String called, String id) {
            return new Thing(path + "/mfs-network:" + list + "[id='" + id + "']", called + " " + id);
        }
    }

    void add(Thing thing, String user) {
        users.computeIfAbsent(thing, fresh -> new LinkedHashSet<>()).add(user);
    }

    List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        users.forEach((thing, by) ->
                defects.add(new Defect(Kind.IN_USE, thing.path(), thing.name() + " is used by " + named(by))));
        return defects;
    }

    private static String named(Set<String> users) {
        String some = String.join(", ", users.stream().limit(MOST_NAMED).toList());
        return users.size() > MOST_NAMED ? some + " and " + (users.size() - MOST_NAMED) + " more" : some;
    }
}
