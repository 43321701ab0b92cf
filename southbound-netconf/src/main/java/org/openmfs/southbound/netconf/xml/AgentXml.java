package org.openmfs.southbound.netconf.xml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Family;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.w3c.dom.Element;

/** Reads what a device says of itself: the state of container mfs-agent:agent. */
public final class AgentXml {
    private static final Set<String> KEY_STATES =
            Set.of("pre-activation", "active", "suspended", "deactivated", "compromised", "destroyed");

    private AgentXml() {}

    /** The container in an answer to {@code get} or {@code get-config}; absent where nothing is in it. */
    public static Optional<XmlTree> agent(DeviceId device, Element reply) {
        return XmlTree.of(device, reply).children(Names.NETCONF, "data").stream()
                .flatMap(data -> data.children(Names.AGENT, "agent").stream())
                .map(agent -> XmlTree.of(device, agent.element()))
                .findFirst();
    }

    /** @param agent the container */
    public static Capabilities capabilities(XmlTree agent) throws SouthboundFailure {
        XmlTree state = agent.child("state")
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.DEVICE_UNSUPPORTED, agent.device().value(), "the device serves no MFS CF"));
        Map<MethodId, Method> methods = new HashMap<>();
        for (XmlTree method : state.children("method")) {
            Method read = method(method);
            methods.put(read.id(), read);
        }
        Map<EncDecName, String> encDecs = new HashMap<>();
        for (XmlTree encDec : state.children("enc-dec")) {
            encDecs.put(encDec.required("name", EncDecName::new), encDec.required("kind", XmlTree::identity));
        }
        return new Capabilities(
                state.required("cf", CfId::new),
                state.required("peer-host", String::valueOf),
                state.required("peer-port", Integer::valueOf),
                methods,
                encDecs);
    }

    private static Method method(XmlTree list) throws SouthboundFailure {
        return new Method(
                list.required("id", MethodId::new),
                list.required("family", text -> new Family(XmlTree.identity(text))),
                list.value("category", Integer::valueOf).orElse(0),
                Method.Life.ALLOWED);
    }

    /** Where each association stands; one that the device says nothing about is idle. */
    public static List<AssociationStatus> associations(XmlTree agent, Instant now) throws SouthboundFailure {
        List<AssociationStatus> all = new ArrayList<>();
        for (XmlTree association : agent.children("association")) {
            AssociationId id = association.required("id", AssociationId::new);
            Optional<XmlTree> state = association.child("state");
            all.add(state.isPresent() ? status(id, state.get(), now) : idle(id));
        }
        return all;
    }

    public static AssociationStatus status(AssociationId id, XmlTree state, Instant now) throws SouthboundFailure {
        List<Reason> reasons = new ArrayList<>();
        for (XmlTree reason : state.children("reason")) {
            reasons.add(reason(id, reason, now));
        }
        return new AssociationStatus(
                id,
                state.required("phase", AgentXml::phase),
                state.value("suite", SuiteId::new),
                state.value("key-id", KeyId::new),
                state.value("stock", Integer::valueOf).orElse(0),
                state.value("rekeys", Long::valueOf).orElse(0L),
                state.value("last-rekey", XmlTree::dateAndTime),
                state.value("next-rekey", XmlTree::dateAndTime),
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
        String id = list.required("id", XmlTree::identity);
        return new Reason(
                code(id),
                association.value(),
                text(id, list),
                list.value("since", XmlTree::dateAndTime).orElse(now));
    }

    /** A reason of a vendor's own is one that we do not support; its name stays in the text. */
    public static ReasonCode code(String identity) {
        return ReasonCode.of(identity).orElse(ReasonCode.DEVICE_UNSUPPORTED);
    }

    /** What a device gives as text beside a reason of this name. */
    public static String text(String identity, XmlTree node) {
        String text = CleanText.of(node.text("text").orElse(""));
        return ReasonCode.of(identity).isPresent() ? text : (CleanText.of(identity) + " " + text).strip();
    }

    public static List<KeyInformation> keys(XmlTree agent) throws SouthboundFailure {
        List<KeyInformation> all = new ArrayList<>();
        Optional<XmlTree> state = agent.child("state");
        if (state.isPresent()) {
            for (XmlTree key : state.get().children("key")) {
                all.add(key(key));
            }
        }
        return all;
    }

    public static KeyInformation key(XmlTree node) throws SouthboundFailure {
        Map<MethodId, String> origins = new HashMap<>();
        for (XmlTree origin : node.children("origin")) {
            origins.put(
                    origin.required("method", MethodId::new),
                    CleanText.of(origin.text("external-id").orElse("")));
        }
        return new KeyInformation(
                node.required("id", KeyId::new),
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
