package org.openmfs.agent.netconf.operation;

import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.ErrorPath;
import org.w3c.dom.Element;

/** Writes a refusal as an {@code rpc-error} (RFC 6241 section 4.3). */
public final class ErrorReply {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private final ErrorPath paths;

    public ErrorReply(EffectiveModelContext model) {
        this.paths = new ErrorPath(model);
    }

    /** Puts the error in place of whatever the reply held already. */
    public void write(RequestRefused refused, Element reply) {
        while (reply.hasChildNodes()) {
            reply.removeChild(reply.getFirstChild());
        }
        var error = add(reply, "rpc-error");
        add(error, "error-type").setTextContent(refused.type().elementBody());
        add(error, "error-tag").setTextContent(refused.tag().elementBody());
        add(error, "error-severity").setTextContent("error");
        refused.appTag().ifPresent(tag -> add(error, "error-app-tag").setTextContent(tag));
        refused.path().filter(path -> !path.isEmpty()).ifPresent(path -> paths.write(path, add(error, "error-path")));
        var message = add(error, "error-message");
        message.setAttributeNS(XML, "xml:lang", "en");
        message.setTextContent(refused.getMessage());
        if (!refused.info().isEmpty()) {
            var info = add(error, "error-info");
            refused.info().forEach((name, value) -> add(info, name).setTextContent(value));
        }
    }

    private static Element add(Element parent, String name) {
        var element = parent.getOwnerDocument().createElementNS(Elements.BASE, name);
        parent.appendChild(element);
        return element;
    }
}
