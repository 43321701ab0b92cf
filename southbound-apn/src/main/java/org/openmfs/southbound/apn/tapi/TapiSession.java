package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.LightPathReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.event.EventFollower;
import org.openmfs.southbound.http.session.ManagerSessions;
import org.openmfs.southbound.http.session.PassedOver;
import org.openmfs.southbound.http.session.PeriodicReader;
import org.openmfs.southbound.http.session.ReportGate;

/** One APN-C: reads its connectivity services whenever it says something, and from time to time anyway. */
final class TapiSession implements ManagerSessions.Session {
    /** Between two readings while something is being set up, if the APN-C says nothing in between. */
    private static final Duration PENDING_POLL = Duration.ofSeconds(1);

    /** How soon an APN-C lists what it accepted. */
    private static final Duration LISTED = Duration.ofSeconds(5);

    private static final Duration LISTED_POLL = Duration.ofMillis(200);

    private final ManagerId id;
    private final RestconfClient client;
    private final PassedOver passedOver;
    private final ConnectivityRequests requests;
    private final EventFollower follower;
    private final WantedPaths wanted;
    private final ToldPaths told;
    private final UnlistedPaths unlisted;
    private final ReportGate gate = new ReportGate();
    private final PeriodicReader reader;

    TapiSession(ManagedNetwork manager, WantedPaths wanted, LightPathReports reports, Terms terms) {
        id = manager.id();
        this.wanted = wanted;
        told = new ToldPaths(all -> gate.pass(() -> reports.opticalPaths(id, all)));
        client = terms.client(manager, manager.addresses().getFirst());
        unlisted = new UnlistedPaths(terms.clock());
        requests = new ConnectivityRequests(id, client);
        passedOver = new PassedOver(id.value());
        reader = new PeriodicReader(
                this::readAll,
                passedOver::text,
                now -> gate.pass(() -> reports.connectionChanged(id, now)),
                terms.clock(),
                terms.pace());
        follower = new EventFollower(client, event -> reader.wake(), terms.pace());
        reader.start();
    }

    private void readAll() throws SouthboundFailure {
        follower.heeding(this::readServices);
    }

    private void readServices() throws SouthboundFailure {
        long mark = wanted.mark();
        Set<AssociationId> asked = wanted.wanted();
        Set<AssociationId> gone = new HashSet<>(told.associations());
        gone.addAll(asked);
        ServiceReading reading = requests.all(gone);
        passedOver.in(client.address(), reading.passedOver());
        Map<AssociationId, OpticalPathStatus> there = new HashMap<>();
        reading.ours().forEach(entry -> add(entry, there));
        gone.removeAll(there.keySet());
        if (!reading.unread().isEmpty()) {
            // One of ours may be among what cannot be made out: then it is asked for by itself.
            for (AssociationId association : gone) {
                requests.find(association).ifPresent(entry -> add(entry, there));
            }
        }
        asked.forEach(association -> there.putIfAbsent(association, OpticalPathStatus.MISSING));
        told.read(there, association -> wanted.isToldBy(mark, association));
        wanted.read(mark);
        if (told.anyPending()) {
            reader.readWithin(PENDING_POLL);
        }
    }

    /** One that is being removed is not there. */
    private static void add(ConnectivityService entry, Map<AssociationId, OpticalPathStatus> to) {
        if (!entry.isLeaving()) {
            to.put(entry.association(), entry.status());
        }
    }

    LightPathState setUp(OpticalPath path) throws SouthboundFailure {
        AssociationId association = path.association();
        wanted.begin(association);
        try {
            ConnectivityService asked = provide(path);
            wanted.end(association, true);
            told.asked(association, asked.status());
            return asked.status().state();
        } catch (SouthboundFailure | RuntimeException failure) {
            wanted.refused(association);
            throw failure;
        } finally {
            reader.wake();
        }
    }

    private ConnectivityService provide(OpticalPath path) throws SouthboundFailure {
        Optional<ConnectivityService> there = requests.find(path.association());
        if (there.filter(entry -> entry.provides(path)).isPresent()) {
            return there.get();
        }
        if (there.isPresent()) {
            delete(path.association());
            awaitGone(path.association());
        } else if (unlisted.isAwaited(path)) {
            return created(path);
        }
        requests.create(path);
        unlisted.created(path);
        return created(path);
    }

    /** Some take theirs down in their own time. */
    private void awaitGone(AssociationId association) throws SouthboundFailure {
        Optional<AssociationId> gone = awaited(() -> {
            boolean leaving = requests.find(association)
                    .filter(ConnectivityService::isLeaving)
                    .isPresent();
            return leaving ? Optional.empty() : Optional.of(association);
        });
        if (gone.isEmpty()) {
            throw late("an earlier path of " + association + " is not gone after ");
        }
    }

    /** Some list what they were asked for a moment later. What is listed is another path to the end is refused. */
    private ConnectivityService created(OpticalPath path) throws SouthboundFailure {
        AssociationId association = path.association();
        Optional<ConnectivityService> made =
                awaited(() -> requests.find(association).filter(entry -> entry.provides(path)));
        if (made.isEmpty()) {
            Optional<ConnectivityService> other = requests.find(association).filter(entry -> !entry.isLeaving());
            if (other.isPresent()) {
                unlisted.forget(association);
                delete(association);
                throw new SouthboundFailure(
                        ReasonCode.MANAGER_REFUSED,
                        id.value(),
                        "made a path of " + association + " that joins "
                                + other.get().status().text() + "; asked for was " + path.text());
            }
            throw late("took the request for the path of " + association + " and does not list it after ");
        }
        unlisted.forget(association);
        return made.get();
    }

    private SouthboundFailure late(String what) {
        return new SouthboundFailure(ReasonCode.TIMED_OUT, id.value(), what + LISTED.toSeconds() + " s");
    }

    /** What is asked for again and again until it is there. */
    @FunctionalInterface
    private interface Question<T> {
        Optional<T> ask() throws SouthboundFailure;
    }

    private <T> Optional<T> awaited(Question<T> question) throws SouthboundFailure {
        long deadline = System.nanoTime() + LISTED.toNanos();
        while (true) {
            Optional<T> answer = question.ask();
            if (answer.isPresent() || System.nanoTime() - deadline > 0) {
                return answer;
            }
            pause();
        }
    }

    private void pause() throws SouthboundFailure {
        try {
            Thread.sleep(LISTED_POLL);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SouthboundFailure(ReasonCode.TIMED_OUT, id.value(), "interrupted");
        }
    }

    void takeDown(AssociationId association) throws SouthboundFailure {
        wanted.begin(association);
        try {
            delete(association);
        } finally {
            wanted.end(association, false);
        }
    }

    private void delete(AssociationId association) throws SouthboundFailure {
        unlisted.forget(association);
        requests.delete(association);
        told.takenDown(association);
    }

    @Override
    public void close() {
        gate.shut();
        reader.close();
        follower.close();
    }
}
