package org.openmfs.controller.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Network;

/**
 * What must hold at one node of a network: whatever names something at the same node names what is there, and an
 * endpoint stands nowhere else.
 *
 * @param before the node as it is; what it has, the change takes away
 * @param known endpoints of the nodes before; those of this one are added
 * @param defects what is found is added
 */
record NodeRules(
        Network network,
        Network.Node node,
        Optional<Network.Node> before,
        Set<EndpointId> known,
        List<Defect> defects) {
    /** Those of both ends are tried in pairs. */
    private static final int MOST_POINTS = 8;

    void apply() {
        List<CfId> cfs = node.cfs().stream().map(Network.Cf::id).toList();
        List<CfId> gone = before.stream()
                .flatMap(old -> old.cfs().stream().map(Network.Cf::id))
                .toList();
        for (Network.EncryptionPoint point : node.encryptionPoints()) {
            if (!cfs.contains(point.cf()) && !gone.contains(point.cf())) {
                defect(
                        "encryption-point",
                        point.id(),
                        "cf",
                        "there is no CF " + point.cf() + " here; there are " + cfs);
            }
        }
        List<String> points = points(node);
        Set<String> either = new HashSet<>(points);
        before.map(NodeRules::points).ifPresent(either::addAll);
        for (Network.Endpoint endpoint : node.endpoints()) {
            String id = endpoint.id().value();
            if (!known.add(endpoint.id())) {
                defect("endpoint", id, "id", "endpoint " + id + " already stands at another node");
            }
            named(id, endpoint.encryptionPoints(), points, either);
        }
    }

    private static List<String> points(Network.Node node) {
        return node.encryptionPoints().stream().map(Network.EncryptionPoint::id).toList();
    }

    /**
     * @param named the first encryption point and its alternatives
     * @param points that there are
     * @param either those, and those that the change takes away
     */
    private void named(String endpoint, List<String> named, List<String> points, Set<String> either) {
        for (int at = 0; at < named.size(); at++) {
            String point = named.get(at);
            String leaf = at == 0 ? "encryption-point" : "alternative-encryption-point[.='" + point + "']";
            if (!either.contains(point)) {
                String text = "there is no encryption point " + point + " here; there are " + points;
                defect("endpoint", endpoint, leaf, text);
            }
            if (named.indexOf(point) < at) {
                String text = "an alternative is another encryption point than those before it";
                defect("endpoint", endpoint, leaf, text);
            }
        }
        if (named.size() > MOST_POINTS) {
            String text = "at most " + (MOST_POINTS - 1) + " alternatives are tried, not " + (named.size() - 1);
            defect("endpoint", endpoint, "alternative-encryption-point", text);
        }
    }

    private void defect(String list, String id, String leaf, String text) {
        String path = "/ietf-network:networks/network[network-id='" + network.id() + "']/node[node-id='" + node.id()
                + "']/mfs-network:" + list + "[id='" + id + "']/" + leaf;
        defects.add(new Defect(path, text));
    }
}
