package org.openmfs.controller.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Application;
import org.openmfs.controller.model.ApplicationId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ProtectionClass;

/**
 * Refuses a service that hands data of an application to one that has no need to know them (MFS 3.4 (1), 5.2), or that is
 * of a class that is none of the application's; and applications that name what there is not.
 */
public final class NeedToKnow implements ConfigurationCheck {
    @Override
    public List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after) {
        return after.unreadable().isEmpty() && !after.applications().isEmpty()
                ? new Look(before, after).defects()
                : List.of();
    }

    /** What may be named. */
    private record There(Set<EndpointId> endpoints, Set<ClassId> classes, Set<ApplicationId> applications) {
        static There in(ProposedConfiguration configuration) {
            return new There(
                    Places.of(configuration).endpoints().keySet(),
                    configuration.classes().stream().map(ProtectionClass::id).collect(Collectors.toSet()),
                    configuration.applications().stream().map(Application::id).collect(Collectors.toSet()));
        }
    }

    /** One change looked at. */
    private static final class Look {
        private final ProposedConfiguration before;
        private final ProposedConfiguration after;
        private final Map<EndpointId, Application> owners = new HashMap<>();
        private final List<Defect> defects = new ArrayList<>();
        private final There old;
        private final There now;

        Look(ProposedConfiguration before, ProposedConfiguration after) {
            this.before = before;
            this.after = after;
            old = There.in(before);
            now = There.in(after);
        }

        List<Defect> defects() {
            named();
            Set<Intent> standing = new HashSet<>(before.intents());
            for (Intent intent : after.intents()) {
                boolean asked = !standing.contains(intent);
                check(intent, intent.a(), intent.z(), "a-end", asked);
                check(intent, intent.z(), intent.a(), "z-end", asked);
            }
            return defects;
        }

        private void named() {
            for (Application one : after.applications()) {
                one.endpoints().forEach(endpoint -> own(one, endpoint));
                one.classes().stream()
                        .filter(type -> !now.classes().contains(type))
                        .sorted()
                        .forEach(type -> missing(
                                one,
                                "protection-class[.='" + type + "']",
                                noClass(type),
                                old.classes().contains(type)));
                one.needToKnow().forEach((other, types) -> known(one, other, types));
            }
        }

        private static String noClass(ClassId type) {
            return "there is no protection class " + type;
        }

        private void own(Application one, EndpointId endpoint) {
            String leaf = "endpoint[.='" + endpoint + "']";
            Application other = owners.putIfAbsent(endpoint, one);
            if (other != null) {
                defect(one, leaf, "endpoint " + endpoint + " belongs to application " + other.id());
            }
            if (!now.endpoints().contains(endpoint)) {
                missing(
                        one,
                        leaf,
                        "no network holds endpoint " + endpoint,
                        old.endpoints().contains(endpoint));
            }
        }

        private void known(Application one, ApplicationId other, Set<ClassId> types) {
            String place = "need-to-know[application='" + other + "']/";
            if (other.equals(one.id())) {
                defect(one, place + "application", "another application was expected than " + other);
            } else if (!now.applications().contains(other)) {
                missing(
                        one,
                        place + "application",
                        "there is no application " + other,
                        old.applications().contains(other));
            }
            for (ClassId type : types.stream().sorted().toList()) {
                String leaf = place + "protection-class[.='" + type + "']";
                if (!now.classes().contains(type)) {
                    missing(one, leaf, noClass(type), old.classes().contains(type));
                } else if (!one.has(type)) {
                    defect(one, leaf, "application " + one.id() + " has no data of class " + type);
                }
            }
        }

        /** What the owner of one end says of the service. */
        private void check(Intent intent, EndpointId own, EndpointId peer, String end, boolean asked) {
            Application owner = owners.get(own);
            if (owner == null) {
                return;
            }
            ClassId type = intent.protectionClass();
            if (!owner.has(type)) {
                object(intent, owner, "protection-class", "has no data of class " + type, asked);
            }
            Optional<ApplicationId> other =
                    Optional.ofNullable(owners.get(peer)).map(Application::id);
            if (!other.equals(Optional.of(owner.id()))
                    && other.filter(one -> owner.letsKnow(one, type)).isEmpty()) {
                String who = other.map(one -> "application " + one)
                        .orElse("endpoint " + peer + ", which belongs to no application,");
                object(intent, owner, end + "/endpoint", "does not let " + who + " know data of class " + type, asked);
            }
        }

        /** At the service where that changes, otherwise at the application, which does. */
        private void object(Intent intent, Application owner, String leaf, String text, boolean asked) {
            String why = "application " + owner.id() + " " + text + " (need-to-know)";
            if (asked) {
                defects.add(new Defect("/mfs-service:services/service[id='" + intent.service() + "']/" + leaf, why));
            } else {
                defects.add(
                        new Defect(Kind.IN_USE, path(owner), why + ", which service " + intent.service() + " needs"));
            }
        }

        private void defect(Application one, String leaf, String text) {
            defects.add(new Defect(path(one) + leaf, text));
        }

        /** @param gone whether the change takes it away */
        private void missing(Application one, String leaf, String text, boolean gone) {
            if (gone) {
                String why = text + " any more, which application " + one.id() + " names";
                defects.add(new Defect(Kind.IN_USE, path(one) + leaf, why));
            } else {
                defect(one, leaf, text);
            }
        }

        private static String path(Application one) {
            return "/mfs-application:applications/application[id='" + one.id() + "']/";
        }
    }
}
