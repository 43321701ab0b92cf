package org.openmfs.agent.netconf.operation;

import org.openmfs.agent.netconf.xml.Elements;
import org.w3c.dom.Element;

/**
 * Which operation an element under {@code rpc} is.
 *
 * @param namespace of the module that defines it
 * @param name of the operation
 */
record OperationName(String namespace, String name) {
    static OperationName base(String name) {
        return new OperationName(Elements.BASE, name);
    }

    static OperationName of(Element request) {
        return new OperationName(Elements.namespace(request), request.getLocalName());
    }
}
