package org.openmfs.agent.machine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.openmfs.agent.association.Platform;
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
    /** After this long it is tried again where an Enc/Dec could not be asked or cleared. */
    static final Duration AGAIN = Duration.ofSeconds(5);

    private static final String WHY = "its association is not wanted";
    private final AgentPorts ports;
    private final Platform platform;
    /** What the log has of each Enc/Dec already. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    Orphans(AgentPorts ports, Platform platform) {
        this.ports = ports;
        this.platform = platform;
    }

    /**
     * Destroys keys of associations that are not owners; not as long as an Enc/Dec may hold them. What is wanted again
     * meanwhile is left alone, so both are asked again, on another thread.
     *
     * @param owns whether an association is wanted, or there
     * @param uses whether an Enc/Dec is one of theirs
     * @param failed called if an Enc/Dec could not be asked or cleared
     */
    void destroy(Predicate<AssociationId> owns, Predicate<String> uses, Runnable failed) {
        List<KeyRecord> orphans = ports.registry().keys().stream()
                .filter(key -> key.stage() != KeyStage.GONE)
                .filter(key -> !owns.test(key.association()))
                .toList();
        if (orphans.isEmpty()) {
            return;
        }
        platform.work().execute(() -> {
            boolean cleared = true;
            for (EncDec encDec : ports.encDecs().values()) {
                cleared &= uses.test(encDec.name()) || isFree(encDec, uses);
            }
            if (cleared) {
                orphans.stream().filter(key -> !owns.test(key.association())).forEach(this::destroy);
            } else {
                failed.run();
            }
        });
    }

    /** Clears the Enc/Dec if it holds a key of this CF; tells whether it holds none now. */
    private boolean isFree(EncDec encDec, Predicate<String> uses) {
        Registry registry = ports.registry();
        try {
            if (encDec.observe().keys().stream()
                            .anyMatch(held -> registry.find(held.id()).isPresent())
                    && !uses.test(encDec.name())) {
                encDec.clear();
            }
            told.remove(encDec.name());
            return true;
        } catch (EncDecFailure | RuntimeException | Error e) {
            String why = Objects.requireNonNullElse(e.getMessage(), e.toString());
            if (!why.equals(told.put(encDec.name(), why))) {
                LOG.warn("Enc/Dec {} may still hold keys that nobody wants: {}", encDec.name(), why);
            }
            return false;
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
