package org.openmfs.agent.netconf.operation;

import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.w3c.dom.Element;

/** One operation of the protocol. */
@FunctionalInterface
interface Operation {
    /**
     * Carries out one request.
     *
     * @param caller who asks
     * @param request the operation's element with its parameters
     * @param reply the {@code rpc-reply} that is to be filled
     */
    void perform(Caller caller, Element request, Element reply) throws RequestRefused;

    /** Fills a reply with {@code ok}. */
    static void ok(Element reply) {
        reply.appendChild(reply.getOwnerDocument().createElementNS(Elements.BASE, "ok"));
    }

    /** Fills a reply with an empty {@code data} of a namespace, and gives it. */
    static Element data(Element reply, String namespace) {
        var data = reply.getOwnerDocument().createElementNS(namespace, "data");
        reply.appendChild(data);
        return data;
    }
}
