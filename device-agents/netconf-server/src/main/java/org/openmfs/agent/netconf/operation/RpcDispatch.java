package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import javax.xml.XMLConstants;
import org.opendaylight.netconf.server.api.operations.HandlingPriority;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The one operation that OpenDaylight's session knows besides its own {@code close-session}: it carries out everything
 * else, and turns whatever goes wrong into an error that a client can read.
 */
public final class RpcDispatch implements NetconfOperation {
    private static final Logger LOG = LoggerFactory.getLogger(RpcDispatch.class);

    private final Caller caller;
    private final OperationTable operations;
    private final ErrorReply errors;

    public RpcDispatch(Caller caller, OperationTable operations, ErrorReply errors) {
        this.caller = requireNonNull(caller);
        this.operations = requireNonNull(operations);
        this.errors = requireNonNull(errors);
    }

    @Override
    public HandlingPriority canHandle(Document message) {
        var isClose = Elements.children(message.getDocumentElement()).stream()
                .anyMatch(request -> OperationName.of(request).equals(OperationName.base("close-session")));
        return isClose ? null : HandlingPriority.HANDLE_WITH_MAX_PRIORITY;
    }

    @Override
    public Document handle(Document message, NetconfOperationChainedExecution none) {
        var rpc = message.getDocumentElement();
        var request = Elements.children(rpc).getFirst();
        var reply = reply(rpc);
        try {
            operations.perform(caller, request, reply);
        } catch (RequestRefused refused) {
            errors.write(refused, reply);
        } catch (RuntimeException broken) {
            LOG.error("{} of {} failed", request.getLocalName(), caller.session(), broken);
            errors.write(
                    RequestRefused.of(
                            ErrorTag.OPERATION_FAILED, "The agent failed to carry this out; its log says why"),
                    reply);
        }
        return reply.getOwnerDocument();
    }

    /** A reply with all attributes of its request, as RFC 6241 section 4.2 wants it. */
    public static Element reply(Element rpc) {
        var document = UntrustedXML.newDocumentBuilder().newDocument();
        var reply = document.createElementNS(Elements.BASE, "rpc-reply");
        document.appendChild(reply);
        var attributes = rpc.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            if (!attribute.getName().equals(XMLConstants.XMLNS_ATTRIBUTE)) {
                reply.setAttributeNodeNS((Attr) document.importNode(attribute, true));
            }
        }
        return reply;
    }
}
