package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.http.HttpReply;

/** A container without what is in it: depth 1 (RFC 8040, section 4.8.2). */
final class EmptyContainer {
    private EmptyContainer() {}

    static HttpReply.Whole reply(Representation representation, Data target) {
        QName name = target.schema().dataSchemaNode().getQName();
        String module = target.databind()
                .modelContext()
                .findModuleStatement(name.getModule())
                .map(statement -> statement.argument().getLocalName())
                .orElseThrow();
        String body = switch (representation.encoding()) {
            case JSON -> "{\"" + module + ":" + name.getLocalName() + "\":{}}";
            case XML -> "<" + name.getLocalName() + " xmlns=\"" + name.getNamespace() + "\"/>";
        };
        return HttpReply.of(200, representation.mediaType(), body.getBytes(UTF_8));
    }
}
