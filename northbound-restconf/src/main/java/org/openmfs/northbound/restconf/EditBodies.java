package org.openmfs.northbound.restconf;

import java.util.ArrayList;
import java.util.List;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestException;
import org.opendaylight.restconf.server.api.ChildBody;
import org.opendaylight.restconf.server.api.DataPostBody;
import org.opendaylight.restconf.server.api.JsonChildBody;
import org.opendaylight.restconf.server.api.JsonDataPostBody;
import org.opendaylight.restconf.server.api.JsonOperationInputBody;
import org.opendaylight.restconf.server.api.JsonPatchBody;
import org.opendaylight.restconf.server.api.JsonResourceBody;
import org.opendaylight.restconf.server.api.OperationInputBody;
import org.opendaylight.restconf.server.api.PatchBody;
import org.opendaylight.restconf.server.api.PatchEntity;
import org.opendaylight.restconf.server.api.ResourceBody;
import org.opendaylight.restconf.server.api.XmlChildBody;
import org.opendaylight.restconf.server.api.XmlDataPostBody;
import org.opendaylight.restconf.server.api.XmlOperationInputBody;
import org.opendaylight.restconf.server.api.XmlPatchBody;
import org.opendaylight.restconf.server.api.XmlResourceBody;
import org.opendaylight.restconf.server.spi.DefaultResourceContext;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** Bodies as the engine takes them, and as the edits that they stand for. */
final class EditBodies {
    private EditBodies() {}

    static ResourceBody resource(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonResourceBody(payload.stream());
            case XML -> new XmlResourceBody(payload.stream());
        };
    }

    static ChildBody child(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonChildBody(payload.stream());
            case XML -> new XmlChildBody(payload.stream());
        };
    }

    static DataPostBody post(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonDataPostBody(payload.stream());
            case XML -> new XmlDataPostBody(payload.stream());
        };
    }

    static OperationInputBody input(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonOperationInputBody(payload.stream());
            case XML -> new XmlOperationInputBody(payload.stream());
        };
    }

    static PatchBody patch(Payload payload) {
        return switch (payload.encoding()) {
            case JSON -> new JsonPatchBody(payload.stream());
            case XML -> new XmlPatchBody(payload.stream());
        };
    }

    static Edit replacing(Data target, Payload payload) throws RefusedException {
        return read(() -> new Edit.Replace(target.instance(), resource(payload).toNormalizedNode(target)));
    }

    static Edit merging(Data target, Payload payload) throws RefusedException {
        return read(() -> new Edit.Merge(target.instance(), resource(payload).toNormalizedNode(target)));
    }

    /** Merging will do: the engine refuses to create what is there. */
    static Edit creating(Data parent, Payload payload) throws RefusedException {
        return read(() -> {
            ChildBody.PrefixAndBody made = child(payload).toPayload(parent);
            List<PathArgument> path = new ArrayList<>(parent.instance().getPathArguments());
            path.addAll(made.prefix());
            return new Edit.Merge(YangInstanceIdentifier.of(path), made.body());
        });
    }

    /** The edits of an ordered list (RFC 8072). */
    static List<Edit> listed(Data target, Payload payload) throws RefusedException {
        return read(() -> patch(payload).toPatchContext(new DefaultResourceContext(target)).entities().stream()
                .map(EditBodies::edit)
                .toList());
    }

    private static Edit edit(PatchEntity entity) {
        YangInstanceIdentifier path = entity.getDataPath().instance();
        return switch (entity.getOperation()) {
            case Create, Insert, Merge -> new Edit.Merge(path, entity.getNode());
            case Replace -> new Edit.Replace(path, entity.getNode());
            case Delete, Remove -> new Edit.Remove(path);
            case Move -> throw new IllegalArgumentException("nothing can be moved");
        };
    }

    /** Reads a body with the engine's parsers. */
    private interface Reading<T> {
        T read() throws RequestException;
    }

    /** What is refused here passed our own checks or is no business of theirs; the parsers fail in many ways. */
    private static <T> T read(Reading<T> reading) throws RefusedException {
        try {
            return reading.read();
        } catch (RequestException e) {
            throw new RefusedException(EngineErrors.translate(e.errors(), ""));
        } catch (RuntimeException e) {
            throw new RefusedException(Condition.MALFORMED, "The body is not what the model has at this address.");
        }
    }
}
