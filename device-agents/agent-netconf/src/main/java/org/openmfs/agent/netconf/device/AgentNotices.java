package org.openmfs.agent.netconf.device;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.netconf.port.EventPublisher;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells subscribers what associations do: the notifications of module mfs-agent. */
final class AgentNotices implements AssociationListener {
    private static final Logger LOG = LoggerFactory.getLogger(AgentNotices.class);

    /** A reason that no association's state has. */
    private static final String CERTIFICATE_EXPIRES = "certificate-expires";

    private final AssociationLog log = new AssociationLog();
    private final EventPublisher events;
    private final Supplier<Desired> desired;

    AgentNotices(EventPublisher events, Supplier<Desired> desired) {
        this.events = events;
        this.desired = desired;
    }

    @Override
    public void happened(AssociationEvent event) {
        switch (event) {
            case AssociationEvent.KeyInstalled installed ->
                LOG.info("association {} sends under key {}", installed.association(), installed.key());
            case AssociationEvent.KeyRetired retired ->
                LOG.info("association {} destroyed key {}: {}", retired.association(), retired.key(), retired.why());
            case AssociationEvent.RekeyFailed failed -> log.failed(failed);
            case AssociationEvent.Degraded told -> {
                // A line of the log already: the phase changed.
            }
            case AssociationEvent.Restored told -> {
                // As above.
            }
            case AssociationEvent.TrafficStopped stopped ->
                alarm(event, stopped.code(), "traffic was stopped: " + stopped.why());
            case AssociationEvent.ConfirmationMismatch mismatch ->
                alarm(
                        event,
                        ReasonCode.KEY_CONFIRMATION_FAILED,
                        "the peer's proof of key " + mismatch.key() + " differs; it was not installed");
            case AssociationEvent.StockLow low ->
                LOG.info("association {} has {} of {} keys in stock", low.association(), low.stock(), low.target());
        }
    }

    /**
     * A certificate is near its end or over: each association depends on it.
     *
     * @return whether there was an association to tell it of
     */
    boolean certificateExpires(String text) {
        List<AssociationSettings> all = desired.get().associations();
        all.forEach(association -> publish(association.id(), CERTIFICATE_EXPIRES, text));
        return !all.isEmpty();
    }

    private void alarm(AssociationEvent event, ReasonCode reason, String text) {
        LOG.warn("association {}: {}", event.association(), text);
        publish(event.association(), reason.word(), text);
    }

    private void publish(AssociationId association, String reason, String text) {
        events.publish(StateNodes.notification("alarm")
                .withChild(StateNodes.leaf("association", association.name()))
                .withChild(StateNodes.leaf("reason", reason))
                .withChild(StateNodes.leaf("text", text))
                .build());
    }

    @Override
    public void reported(AssociationReport report) {
        log.reported(report);
        events.publish(StateNodes.association(
                        StateNodes.notification("association-changed")
                                .withChild(StateNodes.leaf(
                                        "association", report.association().name())),
                        report)
                .build());
    }

    @Override
    public void keyChanged(KeyRecord key) {
        Optional<String> encDec = Optional.ofNullable(desired.get().uses().get(key.association()));
        events.publish(StateNodes.key(StateNodes.notification("key-changed"), key, encDec)
                .build());
    }
}
