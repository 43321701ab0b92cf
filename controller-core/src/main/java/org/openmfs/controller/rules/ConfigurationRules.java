package org.openmfs.controller.rules;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKinds;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.manager.AuthorityText;
import org.openmfs.controller.model.manager.ManagerAddress;
import org.openmfs.controller.model.manager.PlainAddress;

/**
 * Refuses configuration that names what does not exist or contradicts itself. What names something that the change takes
 * away is for {@link InUse} to tell.
 */
public final class ConfigurationRules implements ConfigurationCheck {
    private final ManagerKinds kinds;

    /** @param kinds those of managers that there are plugins for */
    public ConfigurationRules(ManagerKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after) {
        List<Defect> defects = new ArrayList<>(after.unreadable());
        after.managers().stream()
                .filter(manager -> isNews(manager, before))
                .forEach(manager -> ruleKind(manager, defects));
        // What names something unreadable would be said to name nothing.
        if (after.unreadable().isEmpty()) {
            defects.addAll(defectsOfReadable(before, after));
        }
        return defects;
    }

    private List<Defect> defectsOfReadable(ProposedConfiguration before, ProposedConfiguration after) {
        List<Defect> defects = new ArrayList<>();
        Map<ClassId, ProtectionClass> classes = new HashMap<>();
        before.classes().forEach(one -> classes.put(one.id(), one));
        after.classes().forEach(one -> classes.put(one.id(), one));
        Places old = Places.of(before);
        Set<EndpointId> endpoints = new HashSet<>();
        after.networks()
                .forEach(network -> network.nodes()
                        .forEach(node ->
                                new NodeRules(network, node, old.node(network, node), endpoints, defects).apply()));
        endpoints.addAll(old.endpoints().keySet());
        after.classes().forEach(one -> ruleClass(one, defects));
        after.managers().forEach(manager -> ruleManager(manager, isNews(manager, before), defects));
        // One that is as it was, from before this was a rule, keeps nobody from writing something else.
        after.managers().stream()
                .filter(manager -> isNews(manager, before))
                .forEach(manager -> ruleAccess(manager, defects));
        after.intents().forEach(intent -> new IntentRules(intent, endpoints, classes, defects).apply());
        return defects;
    }

    private static void ruleClass(ProtectionClass one, List<Defect> defects) {
        ruleKeyLink(one, defects);
        int methods = one.methods().size();
        int needed = one.leastMethods();
        if (methods < needed) {
            String path = "/mfs-policy:protection-classes/protection-class[id='" + one.id() + "']/floor/factors";
            defects.add(new Defect(path, "the floor needs " + needed + " methods, the class allows " + methods));
        }
    }

    private static void ruleKeyLink(ProtectionClass one, List<Defect> defects) {
        long least = one.keyLink().least(one.keyLife());
        if (one.keyLink().most().filter(most -> most < least).isPresent()) {
            String path = "/mfs-policy:protection-classes/protection-class[id='" + one.id() + "']/key-link/most-rate";
            String whence = one.keyLink().least().isPresent() ? "least-rate" : "rekey-interval";
            defects.add(new Defect(path, "at least " + least + " bit/s, as " + whence + " asks for"));
        }
    }

    private static void ruleAccess(ManagedNetwork manager, List<Defect> defects) {
        for (URI address : manager.addresses()) {
            if (PlainAddress.isOpenToOthers(address)) {
                shown(manager.access())
                        .forEach(
                                leaf -> defects.add(
                                        new Defect(
                                                path(manager) + leaf,
                                                leaf + " is not shown over " + PlainAddress.named(address)
                                                        + ", where others can listen: https, or http to a loopback address, was expected")));
            }
        }
    }

    /** The leaves with which others could do what we may do. */
    private static List<String> shown(Access access) {
        List<String> leaves = new ArrayList<>();
        switch (access.login()) {
            case Access.Login.None() -> {}
            case Access.Login.Basic ignored -> leaves.add("password");
            case Access.Login.Bearer ignored -> leaves.add("bearer-token");
        }
        access.identity().ifPresent(name -> leaves.add("client-identity"));
        return leaves;
    }

    private static String path(ManagedNetwork manager) {
        return "/mfs-network:managers/manager[id='" + manager.id() + "']/";
    }

    private static boolean isNews(ManagedNetwork manager, ProposedConfiguration before) {
        return !before.managers().contains(manager);
    }

    private void ruleKind(ManagedNetwork manager, List<Defect> defects) {
        if (!kinds.serves(manager.kind())) {
            defects.add(new Defect(path(manager) + "kind", kinds.unserved(manager.kind())));
        }
    }

    private void ruleManager(ManagedNetwork manager, boolean changed, List<Defect> defects) {
        String path = path(manager);
        if (manager.mostKeyLinkRate().isPresent()
                && kinds.serves(manager.kind())
                && !kinds.offers(manager.kind(), Facet.KEY_NETWORK)) {
            String text =
                    "kind '" + manager.kind() + "' has no key links; these have: " + kinds.offering(Facet.KEY_NETWORK);
            defects.add(new Defect(path + "most-key-link-rate", text));
        }
        // One that is as it was, from before a port or a query was looked at, keeps nobody from writing something else.
        manager.addresses().stream()
                .filter(address -> changed || !ManagerAddress.leadsToHost(address))
                .flatMap(address -> ManagerAddress.problem(address).stream())
                .forEach(problem -> defects.add(new Defect(path + "address", problem)));
        try {
            manager.authority().ifPresent(AuthorityText::certificates);
        } catch (IllegalArgumentException unusable) {
            defects.add(new Defect(path + "certificate-authority", unusable.getMessage()));
        }
    }
}
