package org.openmfs.agent.association;

import java.util.List;
import java.util.Set;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in the journal of associations that nobody wants and that are not running: left by a withdrawal that was cut
 * off. They are destroyed, and an Enc/Dec that still holds one is cleared.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final String WHY = "its association is not wanted";
    private final AgentPorts ports;
    private final Platform platform;

    Orphans(AgentPorts ports, Platform platform) {
        this.ports = ports;
        this.platform = platform;
    }

    /** Destroys keys of all associations but these. */
    void destroy(Set<AssociationId> owners, Set<String> encDecsInUse) {
        List<KeyRecord> orphans = ports.registry().keys().stream()
                .filter(key -> key.stage() != KeyStage.GONE)
                .filter(key -> !owners.contains(key.association()))
                .toList();
        if (orphans.isEmpty()) {
            return;
        }
        platform.work().execute(() -> {
            ports.encDecs().values().stream()
                    .filter(encDec -> !encDecsInUse.contains(encDec.name()))
                    .forEach(this::clearIfHolding);
            orphans.forEach(this::destroy);
        });
    }

    private void clearIfHolding(EncDec encDec) {
        Registry registry = ports.registry();
        try {
            if (encDec.observe().keys().stream()
                    .anyMatch(held -> registry.find(held.id()).isPresent())) {
                encDec.clear();
            }
        } catch (EncDecFailure e) {
            LOG.warn("Enc/Dec {} may still hold keys that nobody wants: {}", encDec.name(), e.getMessage());
        }
    }

    private void destroy(KeyRecord orphan) {
        ports.registry()
                .find(orphan.id())
                .filter(key -> key.stage() != KeyStage.GONE)
                .ifPresent(key -> ports.registry()
                        .update(key.moved(KeyStage.GONE, platform.machine().now(), WHY)));
    }
}
