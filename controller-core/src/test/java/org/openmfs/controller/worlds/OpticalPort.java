package org.openmfs.controller.worlds;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.LightPathReports;
import org.openmfs.controller.spi.LightPaths;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.SouthboundFailure;

/** One run's session with the APN-C, as the plugin for TAPI keeps it. */
final class OpticalPort implements ManagerPlugin, LightPaths {
    private static final Duration WAKE = Duration.ofMillis(300);
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final int INSTALLS = 4;

    private final Outside outside;
    private final ControllerRun run;
    private final LightPathReports reports;
    private final Set<AssociationId> wanted = new TreeSet<>();
    private final Set<AssociationId> beingChanged = new HashSet<>();
    private final Map<AssociationId, OpticalPathStatus> told = new TreeMap<>();
    private Optional<ManagerId> manager = Optional.empty();
    private Optional<Instant> upSince = Optional.empty();
    private boolean woken;

    OpticalPort(Outside outside, ControllerRun run, LightPathReports reports) {
        this.outside = outside;
        this.run = run;
        this.reports = reports;
    }

    @Override
    public Set<ManagerKind> kinds() {
        return Set.of(ManagerKind.APN_TAPI);
    }

    @Override
    public Optional<LightPaths> lightPaths() {
        return Optional.of(this);
    }

    @Override
    public void connect(ManagedNetwork settings) {
        manager = Optional.of(settings.id());
        period();
    }

    @Override
    public void disconnect(ManagerId id) {
        manager = Optional.empty();
        wanted.clear();
    }

    private void period() {
        wake();
        run.after(PERIOD, this::period);
    }

    /** It is read soon. */
    void wake() {
        if (!woken) {
            woken = true;
            run.after(WAKE, () -> {
                woken = false;
                manager.ifPresent(this::read);
            });
        }
    }

    private void read(ManagerId id) {
        if (!outside.optical.up) {
            upSince = Optional.empty();
            reports.connectionChanged(
                    id,
                    new Connection(
                            Connection.State.CONNECTING,
                            Optional.of(ReasonCode.MANAGER_UNREACHABLE),
                            "manager " + id + " does not answer",
                            outside.time.now()));
            return;
        }
        upSince = upSince.or(() -> Optional.of(outside.time.now()));
        reports.connectionChanged(id, Connection.connected(upSince.get()));
        Set<AssociationId> all = new TreeSet<>(outside.optical.paths.keySet());
        all.addAll(wanted);
        told.keySet().removeIf(association -> !all.contains(association) && !beingChanged.contains(association));
        all.stream()
                .filter(association -> !beingChanged.contains(association))
                .forEach(association -> told.put(association, outside.optical.status(association)));
        reports.opticalPaths(id, Map.copyOf(told));
    }

    @Override
    public LightPathState setUp(ManagerId id, OpticalPath path) throws SouthboundFailure {
        Weather.Answer answer = outside.weather.ofManager("optical path " + path.association());
        beingChanged.add(path.association());
        try {
            pause(answer);
            switch (answer.fate()) {
                case DONE -> {
                    put(path);
                    takesItsTime(path, answer.takes());
                }
                case REFUSED -> throw failure(ReasonCode.MANAGER_REFUSED);
                case TIMED_OUT_DONE -> {
                    put(path);
                    throw failure(ReasonCode.TIMED_OUT);
                }
                case TIMED_OUT_NOT_DONE -> {
                    outside.optical.remove(path.association());
                    throw failure(ReasonCode.TIMED_OUT);
                }
            }
            wanted.add(path.association());
        } finally {
            beingChanged.remove(path.association());
            wake();
        }
        told.put(path.association(), outside.optical.status(path.association()));
        reports.opticalPaths(id, Map.copyOf(told));
        return told.get(path.association()).state();
    }

    /** A network that is slow to answer is slower to install. */
    private void takesItsTime(OpticalPath path, Duration answered) {
        if (answered.compareTo(SLOW) >= 0 && outside.optical.pending.add(path.association())) {
            outside.time.after(answered.multipliedBy(INSTALLS), () -> {
                outside.optical.pending.remove(path.association());
                wake();
            });
        }
    }

    private void put(OpticalPath path) {
        if (!path.equals(outside.optical.paths.put(path.association(), path))) {
            outside.optical.down.remove(path.association());
        }
    }

    @Override
    public void takeDown(ManagerId id, AssociationId association) throws SouthboundFailure {
        Weather.Answer answer = outside.weather.ofManager("no optical path " + association);
        beingChanged.add(association);
        try {
            pause(answer);
            switch (answer.fate()) {
                case DONE -> delete(association);
                case REFUSED -> throw failure(ReasonCode.MANAGER_REFUSED);
                case TIMED_OUT_DONE -> {
                    outside.optical.remove(association);
                    throw failure(ReasonCode.TIMED_OUT);
                }
                case TIMED_OUT_NOT_DONE -> throw failure(ReasonCode.TIMED_OUT);
            }
        } finally {
            wanted.remove(association);
            beingChanged.remove(association);
        }
    }

    private void delete(AssociationId association) {
        outside.optical.remove(association);
        told.remove(association);
        manager.ifPresent(id -> reports.opticalPaths(id, Map.copyOf(told)));
    }

    private void pause(Weather.Answer answer) throws SouthboundFailure {
        if (!answer.takes().isZero()) {
            outside.time.pause(answer.takes());
        }
        if (!run.alive() || manager.isEmpty() || !outside.optical.up) {
            throw failure(ReasonCode.MANAGER_UNREACHABLE);
        }
        if (outside.optical.stubborn) {
            throw failure(ReasonCode.MANAGER_REFUSED);
        }
    }

    private SouthboundFailure failure(ReasonCode code) {
        String id = manager.map(ManagerId::value).orElse("apnc");
        return new SouthboundFailure(code, id, code + " by chance at manager " + id);
    }
}
