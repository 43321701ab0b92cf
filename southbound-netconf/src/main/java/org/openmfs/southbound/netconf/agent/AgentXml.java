package org.openmfs.southbound.netconf.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationConfiguration.Peer;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.Names;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/** Reads what a device says of itself: the state of container mfs-agent:agent. */
public final class AgentXml {
    private static final Set<String> KEY_STATES =
            Set.of("pre-activation", "active", "suspended", "deactivated", "compromised", "destroyed");

    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_CATEGORY = 5;
    private static final int MOST_STOCK = 65_535;

    private AgentXml() {}

    /** The container in an answer to {@code get} or {@code get-config}; absent where nothing is in it. */
    public static Optional<XmlTree> agent(DeviceId device, Element reply) {
        return XmlTree.of(device, reply).children(Names.NETCONF, "data").stream()
                .flatMap(data -> data.children(MfsAgent.NAMESPACE, "agent").stream())
                .map(agent -> XmlTree.of(device, agent.element()))
                .findFirst();
    }

    /**
     * @param agent the container
     * @param leftOut takes up what makes no sense of a method or an Enc/Dec, which is as if it were not there
     * @throws SouthboundFailure if what makes no sense is the CF's own
     */
    public static Capabilities capabilities(XmlTree agent, List<String> leftOut) throws SouthboundFailure {
        XmlTree state = agent.child("state")
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.DEVICE_UNSUPPORTED,
                        agent.device().value(),
                        "the device serves no MFS CF: " + agent.path() + "/state is missing"));
        Map<MethodId, Method> methods = new HashMap<>();
        for (XmlTree list : state.children("method")) {
            attempt(() -> method(list), leftOut).ifPresent(method -> methods.put(method.id(), method));
        }
        Map<EncDecName, String> encDecs = new HashMap<>();
        for (XmlTree list : state.children("enc-dec")) {
            attempt(() -> encDec(list), leftOut).ifPresent(entry -> encDecs.put(entry.getKey(), entry.getValue()));
        }
        Set<String> combiners = new HashSet<>();
        for (XmlTree combiner : state.children("combiner")) {
            attempt(() -> combiner.value(XmlTree::word), leftOut).ifPresent(combiners::add);
        }
        return new Capabilities(
                state.required("cf", CfId::new),
                state.required("peer-host", XmlTree::host),
                state.required("peer-port", AgentXml::port),
                methods,
                encDecs,
                combiners.isEmpty() ? Set.of(Suite.DEFAULT_COMBINER) : combiners);
    }

    /** Reads one thing. */
    @FunctionalInterface
    private interface Attempt<T> {
        T read() throws SouthboundFailure;
    }

    private static <T> Optional<T> attempt(Attempt<T> reading, List<String> leftOut) {
        try {
            return Optional.of(reading.read());
        } catch (SouthboundFailure nonsense) {
            leftOut.add(nonsense.getMessage());
            return Optional.empty();
        }
    }

    private static int port(String text) {
        int port = XmlTree.whole(HIGHEST_PORT).apply(text);
        if (port == 0) {
            throw new IllegalArgumentException("no port");
        }
        return port;
    }

    private static Method method(XmlTree list) throws SouthboundFailure {
        MethodId id = list.required("id", MethodId::new);
        XmlTree method = list.keyed(id);
        List<Ground> grounds = new ArrayList<>();
        for (XmlTree ground : method.children("ground")) {
            grounds.add(ground.value(Ground::new));
        }
        if (grounds.isEmpty()) {
            throw method.nonsense("expected the grounds on which it stands");
        }
        return new Method(
                id,
                grounds,
                method.value("category", XmlTree.whole(HIGHEST_CATEGORY)).orElse(0),
                Method.Life.ALLOWED);
    }

    private static Map.Entry<EncDecName, String> encDec(XmlTree list) throws SouthboundFailure {
        EncDecName name = list.required("name", EncDecName::new);
        return Map.entry(name, list.keyed(name).required("kind", XmlTree::word));
    }

    /**
     * Where each association stands; one that the device says nothing about is idle.
     *
     * @param leftOut takes up what makes no sense; it is a reason of the association as well, of which the rest counts
     */
    public static List<AssociationStatus> associations(XmlTree agent, Instant now, List<String> leftOut) {
        List<AssociationStatus> all = new ArrayList<>();
        for (XmlTree list : agent.children("association")) {
            attempt(() -> list.required("id", AssociationId::new), leftOut)
                    .map(id -> association(id, list.keyed(id), now, leftOut))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** Associations as they are configured, with their peers; one that makes no sense, or is only given up yet, is left out. */
    public static List<AssociationConfiguration> configurations(XmlTree agent) {
        List<String> ignored = new ArrayList<>();
        Map<CfId, Peer> peers = new HashMap<>();
        for (XmlTree list : agent.children("peer")) {
            attempt(() -> AssociationXml.peer(list), ignored).ifPresent(peer -> peers.put(peer.cf(), peer));
        }
        List<AssociationConfiguration> all = new ArrayList<>();
        for (XmlTree list : agent.children("association")) {
            attempt(() -> AssociationXml.association(list), ignored)
                    .filter(read -> peers.containsKey(read.peer().cf()))
                    .map(read -> read.with(peers.get(read.peer().cf())))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static AssociationStatus association(
            AssociationId id, XmlTree association, Instant now, List<String> leftOut) {
        Optional<XmlTree> state = association.child("state");
        if (state.isEmpty()) {
            return idle(id);
        }
        List<String> nonsense = new ArrayList<>();
        AssociationStatus status = status(id, state.get(), now, nonsense);
        leftOut.addAll(nonsense);
        return status;
    }

    /** @throws SouthboundFailure if anything of it makes no sense */
    public static AssociationStatus status(AssociationId id, XmlTree state, Instant now) throws SouthboundFailure {
        List<String> nonsense = new ArrayList<>();
        AssociationStatus status = status(id, state, now, nonsense);
        if (!nonsense.isEmpty()) {
            throw new SouthboundFailure(
                    ReasonCode.DEVICE_UNSUPPORTED, state.device().value(), nonsense.getFirst());
        }
        return status;
    }

    private static AssociationStatus status(AssociationId id, XmlTree state, Instant now, List<String> nonsense) {
        List<Reason> reasons = new ArrayList<>();
        for (XmlTree reason : state.children("reason")) {
            attempt(() -> reason(id, reason, now), nonsense).ifPresent(reasons::add);
        }
        AssociationStatus status = new AssociationStatus(
                id,
                attempt(() -> state.required("phase", AgentXml::phase), nonsense)
                        .orElse(AssociationStatus.Phase.IDLE),
                attempt(() -> state.value("suite", SuiteId::new), nonsense).flatMap(known -> known),
                attempt(() -> state.value("key-id", KeyId::new), nonsense).flatMap(known -> known),
                attempt(() -> state.value("stock", XmlTree.whole(MOST_STOCK)).orElse(0), nonsense)
                        .orElse(0),
                attempt(() -> state.value("rekeys", XmlTree::counter).orElse(0L), nonsense)
                        .orElse(0L),
                attempt(() -> state.value("last-rekey", XmlTree::dateAndTime), nonsense)
                        .flatMap(known -> known),
                attempt(() -> state.value("next-rekey", XmlTree::dateAndTime), nonsense)
                        .flatMap(known -> known),
                reasons);
        return nonsense.isEmpty() ? status : doubtful(status, nonsense.getFirst(), now);
    }

    private static AssociationStatus doubtful(AssociationStatus status, String nonsense, Instant now) {
        List<Reason> reasons = new ArrayList<>(status.reasons());
        reasons.add(new Reason(ReasonCode.DEVICE_UNSUPPORTED, status.id().value(), nonsense, now));
        return new AssociationStatus(
                status.id(),
                status.phase(),
                status.suite(),
                status.key(),
                status.stock(),
                status.rekeys(),
                status.lastRekey(),
                status.nextRekey(),
                reasons);
    }

    private static AssociationStatus idle(AssociationId id) {
        return new AssociationStatus(
                id,
                AssociationStatus.Phase.IDLE,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static AssociationStatus.Phase phase(String name) {
        return AssociationStatus.Phase.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Reason reason(AssociationId association, XmlTree list, Instant now) throws SouthboundFailure {
        ReasonCode code = list.required("id", ReasonCode::new);
        String text = text(list);
        return new Reason(
                code,
                association.value(),
                text.isBlank() ? "device " + list.device() + " said no more of it" : text,
                list.value("since", XmlTree::dateAndTime).orElse(now));
    }

    /** What a device gives as text beside a reason. */
    public static String text(XmlTree node) {
        return CleanText.of(node.text("text").orElse(""));
    }

    /** @param leftOut takes up what makes no sense of a key, which is as if it were not there */
    public static List<KeyInformation> keys(XmlTree agent, List<String> leftOut) {
        List<KeyInformation> all = new ArrayList<>();
        agent.child("state").stream()
                .flatMap(state -> state.children("key").stream())
                .forEach(key -> attempt(() -> key(key), leftOut).ifPresent(all::add));
        return all;
    }

    public static KeyInformation key(XmlTree list) throws SouthboundFailure {
        KeyId id = list.required("id", KeyId::new);
        XmlTree node = list.keyed(id);
        Set<KeyInformation.Origin> origins = new HashSet<>();
        for (XmlTree origin : node.children("origin")) {
            origins.add(new KeyInformation.Origin(
                    origin.required("method", MethodId::new),
                    CleanText.of(origin.text("external-id").orElse(""))));
        }
        return new KeyInformation(
                id,
                node.required("association", AssociationId::new),
                node.required("state", AgentXml::keyState),
                node.value("suite", SuiteId::new),
                origins,
                node.value("enc-dec", EncDecName::new),
                new KeyInformation.Times(
                        node.value("made", XmlTree::dateAndTime),
                        node.value("activated", XmlTree::dateAndTime),
                        node.value("deactivated", XmlTree::dateAndTime),
                        node.value("destroyed", XmlTree::dateAndTime)));
    }

    private static String keyState(String name) {
        if (!KEY_STATES.contains(name)) {
            throw new IllegalArgumentException("no key state: " + name);
        }
        return name;
    }
}
