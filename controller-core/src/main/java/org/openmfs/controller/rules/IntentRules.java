package org.openmfs.controller.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;

/**
 * What must hold of one intent.
 *
 * @param endpoints that there are
 * @param classes that there are
 * @param defects what is found is added
 */
public record IntentRules(
        Intent intent, Set<EndpointId> endpoints, Map<ClassId, ProtectionClass> classes, List<Defect> defects) {
    void apply() {
        known("a-end", intent.a());
        known("z-end", intent.z());
        ProtectionClass chosen = classes.get(intent.protectionClass());
        if (chosen == null) {
            String text = "there is no protection class " + intent.protectionClass() + "; there are "
                    + classes.keySet().stream().sorted().toList();
            defect("protection-class", text);
        }
        consistent();
    }

    /** What can be said without knowing where the endpoints are. */
    public void consistent() {
        if (intent.a().equals(intent.z())) {
            defect("z-end/endpoint", "the two ends must be different endpoints");
        }
        ProtectionClass chosen = classes.get(intent.protectionClass());
        if (chosen != null) {
            within(chosen);
        }
    }

    private void within(ProtectionClass chosen) {
        for (MethodId method : intent.methods()) {
            if (!chosen.methods().contains(method)) {
                String text = "class " + chosen.id() + " does not allow " + method + "; it allows " + chosen.methods();
                defect("method[.='" + method + "']", text);
            }
        }
        int given = intent.methods().size();
        if (given > 0 && given < chosen.leastMethods()) {
            defect("method", "class " + chosen.id() + " needs " + chosen.leastMethods() + " methods, not " + given);
        }
        long longest = chosen.keyLife().rekeyInterval().toSeconds();
        if (intent.rekeyInterval().filter(asked -> asked.toSeconds() > longest).isPresent()) {
            defect("rekey-interval", "at most " + longest + " seconds, as class " + chosen.id() + " says");
        }
        intent.rekeyInterval()
                .filter(asked -> asked.compareTo(chosen.keyLife().rekeyInterval()) < 0)
                .ifPresent(asked -> suppliedAt(asked, chosen));
    }

    /** Of a class that is well in itself. */
    private void suppliedAt(Duration asked, ProtectionClass chosen) {
        long most = chosen.keyLink().most().orElse(Long.MAX_VALUE);
        long least = chosen.keyLink().least(chosen.keyLife().withRekeyInterval(asked));
        boolean well = chosen.keyLink().least(chosen.keyLife()) <= most;
        if (well && least > most) {
            String text = "keys that often take " + least + " bit/s, class " + chosen.id() + " lets a key link make "
                    + most + " bit/s (key-link/most-rate)";
            defect("rekey-interval", text);
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
