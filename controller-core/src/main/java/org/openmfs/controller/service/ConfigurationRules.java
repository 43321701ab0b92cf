package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ProtectionClass;

/** Refuses configuration that names what does not exist or contradicts itself. */
public final class ConfigurationRules implements ConfigurationCheck {
    @Override
    public List<Defect> defects(ProposedConfiguration proposed) {
        List<Defect> defects = new ArrayList<>(proposed.unreadable());
        Map<ClassId, ProtectionClass> classes = new HashMap<>();
        proposed.classes().forEach(one -> classes.put(one.id(), one));
        Set<EndpointId> endpoints = endpoints(proposed.networks(), defects);
        proposed.classes().forEach(one -> ruleClass(one, defects));
        proposed.intents().forEach(intent -> new IntentRules(intent, endpoints, classes, defects).apply());
        return defects;
    }

    private static Set<EndpointId> endpoints(List<Network> networks, List<Defect> defects) {
        Set<EndpointId> known = new HashSet<>();
        for (Network network : networks) {
            for (Network.Node node : network.nodes()) {
                for (Network.Endpoint endpoint : node.endpoints()) {
                    if (!known.add(endpoint.id())) {
                        String path = "/ietf-network:networks/network[network-id='" + network.id()
                                + "']/node[node-id='" + node.id() + "']/mfs-network:endpoint[id='" + endpoint.id()
                                + "']/id";
                        defects.add(new Defect(path, "endpoint " + endpoint.id() + " already stands at another node"));
                    }
                }
            }
        }
        return known;
    }

    private static void ruleClass(ProtectionClass one, List<Defect> defects) {
        int methods = one.methods().size();
        int needed = Math.max(one.floor().factors(), one.floor().required().size());
        if (methods < needed) {
            String path = "/mfs-policy:protection-classes/protection-class[id='" + one.id() + "']/floor/factors";
            defects.add(new Defect(path, "the floor needs " + needed + " methods, the class allows " + methods));
        }
    }

    private record IntentRules(
            Intent intent, Set<EndpointId> endpoints, Map<ClassId, ProtectionClass> classes, List<Defect> defects) {
        void apply() {
            known("a-end", intent.a());
            known("z-end", intent.z());
            if (intent.a().equals(intent.z())) {
                defect("z-end/endpoint", "the two ends must be different endpoints");
            }
            ProtectionClass chosen = classes.get(intent.protectionClass());
            if (chosen == null) {
                String text = "there is no protection class " + intent.protectionClass() + "; there are "
                        + classes.keySet().stream().sorted().toList();
                defect("protection-class", text);
            } else {
                within(chosen);
            }
        }

        private void within(ProtectionClass chosen) {
            for (MethodId method : intent.methods()) {
                if (!chosen.methods().contains(method)) {
                    String text =
                            "class " + chosen.id() + " does not allow " + method + "; it allows " + chosen.methods();
                    defect("method[.='" + method + "']", text);
                }
            }
            long longest = chosen.keyLife().rekeyInterval().toSeconds();
            if (intent.rekeyInterval()
                    .filter(asked -> asked.toSeconds() > longest)
                    .isPresent()) {
                defect("rekey-interval", "at most " + longest + " seconds, as class " + chosen.id() + " says");
            }
        }

        private void known(String end, EndpointId endpoint) {
            if (!endpoints.contains(endpoint)) {
                defect(end + "/endpoint", "no network holds endpoint " + endpoint);
            }
        }

        private void defect(String leaf, String text) {
            defects.add(new Defect("/mfs-service:services/service[id='" + intent.service() + "']/" + leaf, text));
        }
    }
}
