package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.datastore.CommitRequest;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.w3c.dom.Element;

/** {@code commit} and {@code cancel-commit} (RFC 6241 sections 8.3.4.1 and 8.4.4). */
final class CommitOperations {
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private final Datastores datastores;

    CommitOperations(Datastores datastores) {
        this.datastores = requireNonNull(datastores);
    }

    Map<OperationName, Operation> byName() {
        return Map.of(OperationName.base("commit"), this::commit, OperationName.base("cancel-commit"), this::cancel);
    }

    private void commit(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("confirmed", "confirm-timeout", "persist", "persist-id"));
        var persistId = Elements.text(request, "persist-id");
        if (Elements.child(request, "confirmed").isPresent()) {
            datastores.commit(
                    caller.session(),
                    new CommitRequest.Trial(timeout(request), Elements.text(request, "persist"), persistId));
        } else {
            requireAbsent(request, "confirm-timeout");
            requireAbsent(request, "persist");
            datastores.commit(caller.session(), new CommitRequest.Lasting(persistId));
        }
        Operation.ok(reply);
    }

    private void cancel(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("persist-id"));
        datastores.cancel(caller.session(), Elements.text(request, "persist-id"));
        Operation.ok(reply);
    }

    private static Duration timeout(Element request) throws RequestRefused {
        var text = Elements.text(request, "confirm-timeout");
        if (text.isEmpty()) {
            return CommitRequest.DEFAULT_TIMEOUT;
        }
        try {
            var seconds = Long.parseLong(text.get());
            if (seconds >= 1 && seconds <= MAX_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException notANumber) {
            // answered below
        }
        throw RequestRefused.ofProtocol(
                        ErrorTag.INVALID_VALUE, "A confirm-timeout is a number of seconds from 1 to " + MAX_SECONDS)
                .info("bad-element", "confirm-timeout");
    }

    private static void requireAbsent(Element request, String name) throws RequestRefused {
        if (Elements.child(request, name).isPresent()) {
            throw RequestRefused.ofProtocol(
                            ErrorTag.BAD_ELEMENT, "Element " + name + " has a meaning with confirmed only")
                    .info("bad-element", name);
        }
    }
}
