package org.openmfs.controller.rules;

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
        List<String> points = node.encryptionPoints().stream()
                .map(Network.EncryptionPoint::id)
                .toList();
        List<String> gonePoints = before.stream()
                .flatMap(old -> old.encryptionPoints().stream().map(Network.EncryptionPoint::id))
                .toList();
        for (Network.Endpoint endpoint : node.endpoints()) {
            String id = endpoint.id().value();
            if (!known.add(endpoint.id())) {
                defect("endpoint", id, "id", "endpoint " + id + " already stands at another node");
            }
            List<String> named = endpoint.encryptionPoints();
            for (int at = 0; at < named.size(); at++) {
                String point = named.get(at);
                String leaf = at == 0 ? "encryption-point" : "alternative-encryption-point[.='" + point + "']";
                if (!points.contains(point) && !gonePoints.contains(point)) {
                    defect(
                            "endpoint",
                            id,
                            leaf,
                            "there is no encryption point " + point + " here; there are " + points);
                }
                if (named.indexOf(point) < at) {
                    defect("endpoint", id, leaf, "an alternative is another encryption point than those before it");
                }
            }
            if (named.size() > MOST_POINTS) {
                String text = "at most " + (MOST_POINTS - 1) + " alternatives are tried, not " + (named.size() - 1);
                defect("endpoint", id, "alternative-encryption-point", text);
            }
        }
    }

    private void defect(String list, String id, String leaf, String text) {
        String path = "/ietf-network:networks/network[network-id='" + network.id() + "']/node[node-id='" + node.id()
                + "']/mfs-network:" + list + "[id='" + id + "']/" + leaf;
        defects.add(new Defect(path, text));
    }
}
