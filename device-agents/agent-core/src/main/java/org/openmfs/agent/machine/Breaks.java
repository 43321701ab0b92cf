package org.openmfs.agent.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.registry.RegistryFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of associations that break, and are started again, and break again: none of the machines that follow
 * each other knows what the one before it said. What goes on is told once, and shown until it is over.
 */
final class Breaks implements AssociationListener {
    private static final Logger LOG = LoggerFactory.getLogger(Breaks.class);

    /** After so long without it, a break is told as another one. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final AssociationListener behind;
    private final Platform platform;
    private final Map<AssociationId, Break> broken = new ConcurrentHashMap<>();
    /** What machines that found their place say of the key in use. */
    private final Map<AssociationId, AssociationReport> keyed = new ConcurrentHashMap<>();
    /** What the one before said, until the machine at work has found its place too. */
    private final Map<AssociationId, AssociationReport> before = new ConcurrentHashMap<>();
    /** Whose traffic was stopped and not protected again since, and why. */
    private final Map<AssociationId, Reason> stopped = new ConcurrentHashMap<>();

    /**
     * What was told.
     *
     * @param since when it was told
     * @param shownUntil the machine that was started since has gone on for a while then
     * @param newsFrom the same is told again from then on
     */
    record Break(ReasonCode code, String why, Instant since, Instant shownUntil, Instant newsFrom) {
        boolean goesOn(ReasonCode as, String because, Instant now) {
            return code == as && why.equals(because) && now.isBefore(newsFrom);
        }
    }

    Breaks(AssociationListener behind, Platform platform) {
        this.behind = behind;
        this.platform = platform;
    }

    /** An association broke, and is started again after its longest wait. */
    Break broke(AssociationSettings settings, RuntimeException fault) {
        AssociationId id = settings.id();
        boolean journal = fault instanceof RegistryFailure;
        ReasonCode code = journal ? ReasonCode.JOURNAL_FAILED : ReasonCode.INTERNAL;
        String why = journal
                ? "the journal failed, and it is tried again: " + fault.getMessage()
                : "stopped because of a fault, and started again; see the log";
        Instant now = platform.clock().instant();
        Duration pause = settings.backoff().longest().multipliedBy(2);
        Break told = broken.get(id);
        boolean news = told == null || !told.goesOn(code, why, now);
        Instant since = news ? platform.machine().now().wall() : told.since();
        Break next =
                new Break(code, why, since, now.plus(pause), now.plus(pause).plus(QUIET));
        broken.put(id, next);
        Optional.ofNullable(keyed.remove(id)).ifPresent(last -> before.put(id, last));
        if (news) {
            log(id, fault);
            behind.happened(new AssociationEvent.RekeyFailed(id, code, why));
        }
        return next;
    }

    private static void log(AssociationId id, RuntimeException fault) {
        if (fault instanceof RegistryFailure) {
            LOG.error("association {} stopped, and is started again: {}", id, fault.getMessage());
        } else {
            LOG.error("association {} stopped because of a fault; it is started again", id, fault);
        }
    }

    /** What the peer hears that offers a key to an association that is to be started again; nothing of this machine. */
    Optional<Message> refusal(Message message) {
        return Optional.ofNullable(broken.get(message.association()))
                .filter(last -> message instanceof Message.Offer)
                .map(last -> last.code() == ReasonCode.JOURNAL_FAILED ? "the journal failed" : "a fault stopped it")
                .map(what -> new Message.Refuse(
                        message.association(),
                        message.key(),
                        ReasonCode.OTHER,
                        what + ", and the operator there is told why"));
    }

    /** The association is none of ours any more. */
    void forget(AssociationId id) {
        broken.remove(id);
        keyed.remove(id);
        before.remove(id);
        stopped.remove(id);
    }

    /** A report of a machine that may not have broken yet, and does not know when traffic was stopped. */
    AssociationReport shown(AssociationReport report) {
        Break last = broken.get(report.association());
        Reason stop = stopped.get(report.association());
        if (goesOn(last)) {
            AssociationReport seen = report.afterABreak(last.code(), last.why(), last.since());
            return stop == null ? withKey(seen) : seen.stopped(stop);
        }
        return stop == null ? report : report.stoppedSince(stop);
    }

    private AssociationReport withKey(AssociationReport seen) {
        AssociationReport last = before.get(seen.association());
        return last == null ? seen : seen.withKeyOf(last);
    }

    private boolean goesOn(Break last) {
        return last != null && platform.clock().instant().isBefore(last.shownUntil());
    }

    @Override
    public void happened(AssociationEvent event) {
        boolean told = switch (event) {
            case AssociationEvent.TrafficStopped stop -> stops(stop);
            case AssociationEvent.KeyInstalled installed -> {
                stopped.remove(installed.association());
                yield false;
            }
            default -> false;
        };
        if (!told) {
            behind.happened(event);
        }
    }

    /** Whether that was told before. */
    private boolean stops(AssociationEvent.TrafficStopped stop) {
        Reason why =
                new Reason(stop.code(), stop.why(), platform.machine().now().wall());
        return stopped.putIfAbsent(stop.association(), why) != null;
    }

    @Override
    public void reported(AssociationReport report) {
        AssociationId id = report.association();
        if (!goesOn(broken.get(id))) {
            stopped.computeIfPresent(id, (of, stop) -> report.isOver(stop) ? null : stop);
        }
        if (report.key().isPresent()) {
            before.remove(id);
            keyed.put(id, report);
        } else {
            keyed.remove(id);
        }
        behind.reported(shown(report));
    }

    /** A report of an association that has no machine at work. */
    void rests(AssociationReport report) {
        behind.reported(shown(report));
    }

    @Override
    public void keyChanged(KeyRecord key) {
        behind.keyChanged(key);
    }
}
