package org.openmfs.agent.netconf.operation;

import org.opendaylight.yangtools.yang.common.QName;
import org.w3c.dom.Element;

/** {@code netconf/streams}: the one stream there is (RFC 5277 section 3.4). */
public final class EventStreams implements ServerState {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:netmod:notification";
    private static final QName NAME = QName.create(NAMESPACE, "2008-07-14", "netconf");

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public void append(Element data) {
        StateElement.top(data, NAMESPACE, "netconf")
                .add("streams")
                .add("stream")
                .leaf("name", EventStream.NAME)
                .leaf("description", "Events of the agent and of this server")
                .leaf("replaySupport", false);
    }
}
