package org.openmfs.agent.netconf.operation;

import org.opendaylight.yangtools.yang.common.QName;
import org.w3c.dom.Element;

/** A part of the state that the server itself knows, such as its sessions. */
public interface ServerState {
    /** The top-level node. */
    QName name();

    /** Appends the top-level node, as it is now, to the data of a reply. */
    void append(Element data);
}
