package org.openmfs.northbound.engine;

import org.opendaylight.restconf.server.api.ChildBody;
import org.opendaylight.restconf.server.api.DataPostBody;
import org.opendaylight.restconf.server.api.JsonChildBody;
import org.opendaylight.restconf.server.api.JsonDataPostBody;
import org.opendaylight.restconf.server.api.JsonOperationInputBody;
import org.opendaylight.restconf.server.api.JsonPatchBody;
import org.opendaylight.restconf.server.api.JsonResourceBody;
import org.opendaylight.restconf.server.api.OperationInputBody;
import org.opendaylight.restconf.server.api.PatchBody;
import org.opendaylight.restconf.server.api.ResourceBody;
import org.opendaylight.restconf.server.api.XmlChildBody;
import org.opendaylight.restconf.server.api.XmlDataPostBody;
import org.opendaylight.restconf.server.api.XmlOperationInputBody;
import org.opendaylight.restconf.server.api.XmlPatchBody;
import org.opendaylight.restconf.server.api.XmlResourceBody;
import org.openmfs.northbound.check.Payload;

/** Bodies of requests as the engine takes them. */
public final class Bodies {
    private Bodies() {}

    /** What is at an address. */
    public static ResourceBody resource(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonResourceBody(payload.stream());
            case XML -> new XmlResourceBody(payload.stream());
        };
    }

    /** What becomes a child of what is at an address. */
    public static ChildBody child(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonChildBody(payload.stream());
            case XML -> new XmlChildBody(payload.stream());
        };
    }

    /** A child, or the input of an action. */
    public static DataPostBody post(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonDataPostBody(payload.stream());
            case XML -> new XmlDataPostBody(payload.stream());
        };
    }

    /** The input of an operation. */
    public static OperationInputBody input(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonOperationInputBody(payload.stream());
            case XML -> new XmlOperationInputBody(payload.stream());
        };
    }

    /** An ordered list of edits (RFC 8072). */
    public static PatchBody patch(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonPatchBody(payload.stream());
            case XML -> new XmlPatchBody(payload.stream());
        };
    }
}
