package org.openmfs.controller.worlds;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.KeyNetworks;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.SouthboundFailure;

/** One run's session with the QKD network, as the plugin for ETSI GS QKD 015 keeps it: it knows what it set up itself. */
final class QkdPort implements ManagerPlugin, KeyNetworks {
    private static final Duration WAKE = Duration.ofMillis(300);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Outside outside;
    private final ControllerRun run;
    private final KeyNetworkReports reports;
    private final Map<AssociationId, KeyLink> wanted = new TreeMap<>();
    private final Set<AssociationId> doubtful = new HashSet<>();
    private final Set<AssociationId> beingWritten = new HashSet<>();
    /** By node: of which associations it had something when it was read last. */
    private final Map<UUID, Set<AssociationId>> pictures = new HashMap<>();

    private final Map<UUID, QkdTopology.Link> links = new TreeMap<>();
    private Optional<ManagerId> manager = Optional.empty();
    private Optional<Instant> upSince = Optional.empty();
    private boolean woken;

    QkdPort(Outside outside, ControllerRun run, KeyNetworkReports reports) {
        this.outside = outside;
        this.run = run;
        this.reports = reports;
    }

    @Override
    public Set<ManagerKind> kinds() {
        return Set.of(ManagerKind.QKDN_015);
    }

    @Override
    public Optional<KeyNetworks> keyNetworks() {
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

    @Override
    public void look(ManagerId id) {
        wake();
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
        SimulatedQkdNetwork network = outside.qkd;
        QkdTopology truth = network.topology();
        for (UUID node : network.nodes) {
            if (network.answers(node)) {
                pictures.put(node, Set.copyOf(network.entries.get(node).keySet()));
                truth.links().stream()
                        .filter(link -> link.a().equals(node) || link.z().equals(node))
                        .forEach(link -> links.put(link.id(), link));
            }
        }
        if (pictures.size() == network.nodes.size()) {
            QkdTopology told = new QkdTopology(truth.nodes(), List.copyOf(links.values()), truth.bookings());
            reports.topology(id, outside.lies.topology(told));
        }
        tellKeyLinks(id);
        if (network.nodes.stream().allMatch(network::answers)) {
            upSince = upSince.or(() -> Optional.of(outside.time.now()));
            reports.connectionChanged(id, Connection.connected(upSince.get()));
        } else {
            upSince = Optional.empty();
            reports.connectionChanged(
                    id,
                    new Connection(
                            Connection.State.CONNECTING,
                            Optional.of(ReasonCode.MANAGER_UNREACHABLE),
                            "some nodes do not answer",
                            outside.time.now()));
        }
    }

    private void tellKeyLinks(ManagerId id) {
        Map<AssociationId, KeyLinkState> states = new TreeMap<>();
        wanted.forEach((association, link) -> states.put(association, state(link)));
        reports.keyLinks(id, states);
    }

    private KeyLinkState state(KeyLink link) {
        Stream<String> doubt = doubtful.contains(link.association())
                ? Stream.of("the key link of association " + link.association() + " may be half changed")
                : Stream.empty();
        String missing = Stream.concat(
                        doubt,
                        link.path().stream()
                                .filter(node -> isMissing(node, link.association()))
                                .map(node -> "entries of association " + link.association()
                                        + " are missing at QKD node " + node))
                .collect(Collectors.joining("; "));
        return new KeyLinkState(
                link.path(),
                List.of(link.saeA(), link.saeZ()),
                link.rates(),
                Optional.of(missing).filter(text -> !text.isEmpty()));
    }

    private boolean isMissing(UUID node, AssociationId association) {
        if (beingWritten.contains(association)) {
            return false;
        }
        return outside.lies.losesKeyLinks()
                || !pictures.getOrDefault(node, Set.of()).contains(association);
    }

    @Override
    public void setUp(ManagerId id, KeyLink link) throws SouthboundFailure {
        Weather.Answer answer = outside.weather.ofManager("key link " + link.association() + " " + names(link.path()));
        if (link.path().size() < 2) {
            outside.story.wrong("a key link over less than two nodes: " + link);
        }
        beingWritten.add(link.association());
        try {
            pause(answer);
            requireAnswers(link.path());
            switch (answer.fate()) {
                case DONE -> write(link);
                case REFUSED -> throw failure(ReasonCode.MANAGER_REFUSED);
                case TIMED_OUT_DONE -> {
                    doubtful.add(link.association());
                    outside.chance.some(link.path(), 60).forEach(node -> outside.qkd.put(node, link));
                    outside.agents.wake();
                    throw failure(ReasonCode.TIMED_OUT);
                }
                case TIMED_OUT_NOT_DONE -> {
                    doubtful.add(link.association());
                    throw failure(ReasonCode.TIMED_OUT);
                }
            }
        } finally {
            beingWritten.remove(link.association());
            wake();
            tellKeyLinks(id);
        }
    }

    private void write(KeyLink link) {
        for (UUID node : outside.qkd.nodes) {
            if (link.path().contains(node)) {
                outside.qkd.put(node, link);
                pictures.computeIfPresent(node, (same, had) -> with(had, link.association()));
            } else if (outside.qkd.answers(node)) {
                outside.qkd.remove(node, link.association());
            }
        }
        wanted.put(link.association(), link);
        doubtful.remove(link.association());
        outside.agents.wake();
    }

    private static Set<AssociationId> with(Set<AssociationId> had, AssociationId one) {
        Set<AssociationId> all = new HashSet<>(had);
        all.add(one);
        return all;
    }

    @Override
    public void takeDown(ManagerId id, AssociationId association) throws SouthboundFailure {
        Weather.Answer answer = outside.weather.ofManager("no key link " + association);
        wanted.remove(association);
        tellKeyLinks(id);
        pause(answer);
        if (answer.fate() == Weather.Fate.REFUSED) {
            throw failure(ReasonCode.MANAGER_REFUSED);
        }
        if (answer.fate() == Weather.Fate.TIMED_OUT_NOT_DONE) {
            throw failure(ReasonCode.TIMED_OUT);
        }
        for (UUID node : outside.qkd.nodes) {
            requireAnswers(List.of(node));
            outside.qkd.remove(node, association);
        }
        outside.agents.wake();
        wake();
        if (answer.fate() == Weather.Fate.TIMED_OUT_DONE) {
            throw failure(ReasonCode.TIMED_OUT);
        }
    }

    private void pause(Weather.Answer answer) throws SouthboundFailure {
        if (!answer.takes().isZero()) {
            outside.time.pause(answer.takes());
        }
        if (!run.alive() || manager.isEmpty()) {
            throw failure(ReasonCode.MANAGER_UNREACHABLE);
        }
        if (outside.qkd.stubborn) {
            throw failure(ReasonCode.MANAGER_REFUSED);
        }
    }

    private void requireAnswers(List<UUID> nodes) throws SouthboundFailure {
        if (!nodes.stream().allMatch(outside.qkd::answers)) {
            throw failure(ReasonCode.MANAGER_UNREACHABLE);
        }
    }

    static String names(List<UUID> nodes) {
        return nodes.stream().map(node -> "q" + node.getLeastSignificantBits()).collect(Collectors.joining("-"));
    }

    private SouthboundFailure failure(ReasonCode code) {
        String id = manager.map(ManagerId::value).orElse("qkdn");
        return new SouthboundFailure(code, id, code + " by chance at manager " + id);
    }
}
