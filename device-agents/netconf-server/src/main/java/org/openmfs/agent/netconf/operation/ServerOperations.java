package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** {@code kill-session} (RFC 6241), {@code get-schema} (RFC 6022) and {@code create-subscription} (RFC 5277). */
final class ServerOperations {
    private static final Logger LOG = LoggerFactory.getLogger(ServerOperations.class);
    private static final String MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
    private static final String NOTIFICATION = "urn:ietf:params:xml:ns:netconf:notification:1.0";

    private final AgentModel model;
    private final Sessions sessions;
    private final EventStream events;

    ServerOperations(AgentModel model, Sessions sessions, EventStream events) {
        this.model = requireNonNull(model);
        this.sessions = requireNonNull(sessions);
        this.events = requireNonNull(events);
    }

    Map<OperationName, Operation> byName() {
        return Map.of(
                OperationName.base("kill-session"),
                this::kill,
                new OperationName(MONITORING, "get-schema"),
                this::schema,
                new OperationName(NOTIFICATION, "create-subscription"),
                this::subscribe);
    }

    private void kill(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("session-id"));
        var text = Elements.required(request, "session-id").getTextContent().trim();
        var isNumber = text.matches("[0-9]{1,10}");
        if (!isNumber || Long.parseLong(text) == caller.session().id() || !sessions.kill(Long.parseLong(text))) {
            throw RequestRefused.ofProtocol(ErrorTag.INVALID_VALUE, "There is no other session '" + text + "'")
                    .info("bad-element", "session-id");
        }
        LOG.info(
                "{} of {} killed session {}", caller.session(), caller.session().user(), text);
        Operation.ok(reply);
    }

    private void schema(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("identifier", "version", "format"));
        var name = Elements.required(request, "identifier").getTextContent().trim();
        var version = Elements.text(request, "version").filter(text -> !text.isEmpty());
        var format = Elements.text(request, "format").orElse("yang");
        var found = model.find(name, version);
        if (found.isEmpty() || !format.substring(format.indexOf(':') + 1).equals("yang")) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, "This device has no such schema");
        }
        if (found.size() > 1) {
            throw RequestRefused.of(ErrorTag.OPERATION_FAILED, "Several versions match: name one")
                    .appTag("data-not-unique");
        }
        try {
            Operation.data(reply, MONITORING).setTextContent(found.getFirst().read());
        } catch (IOException lost) {
            throw new IllegalStateException("the text of module " + name + " is gone", lost);
        }
    }

    private void subscribe(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("stream", "filter", "startTime", "stopTime"));
        var stream = Elements.text(request, "stream").orElse(EventStream.NAME);
        if (!stream.equals(EventStream.NAME)) {
            throw RequestRefused.ofProtocol(ErrorTag.INVALID_VALUE, "There is no stream '" + stream + "'")
                    .info("bad-element", "stream");
        }
        refuseReplay(request);
        var filter = Filter.of(request);
        events.subscribe(caller, filter);
        Operation.ok(reply);
    }

    private static void refuseReplay(Element request) throws RequestRefused {
        Optional<Element> stop = Elements.child(request, "stopTime");
        if (Elements.child(request, "startTime").isPresent()) {
            throw RequestRefused.ofProtocol(
                            ErrorTag.OPERATION_NOT_SUPPORTED, "Events of the past are not kept for replay")
                    .info("bad-element", "startTime");
        }
        if (stop.isPresent()) {
            throw RequestRefused.ofProtocol(ErrorTag.MISSING_ELEMENT, "A stopTime needs a startTime")
                    .info("bad-element", "startTime");
        }
    }
}
