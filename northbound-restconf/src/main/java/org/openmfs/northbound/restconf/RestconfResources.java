package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opendaylight.netconf.databind.DatabindProvider;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.server.api.RestconfServer;
import org.opendaylight.yangtools.yang.common.Revision;
import org.openmfs.northbound.engine.AvailableOperations;
import org.openmfs.northbound.engine.Engine;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.MediaTypes;
import org.openmfs.northbound.stream.NotificationStream;
import org.openmfs.northbound.write.ConfigurationStore;
import org.openmfs.northbound.write.DatastoreVersion;
import org.openmfs.northbound.write.WritePath;

/** The resources below {@code /restconf}, by path (RFC 8040, section 3.3). */
public final class RestconfResources {
    private static final String EVENT_STREAM = "text/event-stream";

    private RestconfResources() {}

    /**
     * What there is to read and to invoke.
     *
     * @param server what it reads, clients see
     * @param operations that are carried out here
     */
    public record Offer(RestconfServer server, DatabindProvider databinds, AvailableOperations operations) {}

    /**
     * Puts them together.
     *
     * @param store what is written into
     * @param version of what is in the store
     */
    public static Map<String, Resource> of(
            Offer offer, ConfigurationStore store, DatastoreVersion version, NotificationStream stream) {
        DatabindProvider databinds = offer.databinds();
        Engine engine = new Engine(offer.server(), store.patience());
        WritePath writes = new WritePath(store);
        Map<String, Resource> resources = new HashMap<>();
        resources.put("/restconf", new ReadOnlyResource(request -> root(request, databinds)));
        resources.put("/restconf/data", new DataResource(engine, databinds, writes, version)::answer);
        resources.put("/restconf/operations", new OperationsResource(engine, databinds, offer.operations())::answer);
        resources.put("/restconf/modules", new ModulesResource(engine)::answer);
        resources.put(
                "/restconf/yang-library-version", new ReadOnlyResource(request -> libraryVersion(request, engine)));
        resources.put("/restconf/streams/" + stream.name(), new ReadOnlyResource(request -> events(request, stream)));
        return resources;
    }

    private static HttpReply root(Request request, DatabindProvider databinds) throws RefusedException {
        Representation representation = Representation.of(request.call());
        String revision = databinds.currentDatabind().modelContext().findModules("ietf-yang-library").stream()
                .findFirst()
                .flatMap(module -> module.getRevision().map(Revision::toString))
                .orElse("");
        String body = switch (representation.encoding()) {
            case JSON ->
                "{\"ietf-restconf:restconf\":{\"data\":{},\"operations\":{},\"yang-library-version\":\"" + revision
                        + "\"}}";
            case XML ->
                "<restconf xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\"><data/><operations/>"
                        + "<yang-library-version>" + revision + "</yang-library-version></restconf>";
        };
        return HttpReply.of(200, representation.mediaType(), body.getBytes(UTF_8));
    }

    private static HttpReply libraryVersion(Request request, Engine engine) throws RefusedException {
        Representation representation = Representation.of(request.call());
        FormattableBody body =
                engine.read(request.user(), Map.of(), (server, call) -> server.yangLibraryVersionGET(call));
        return representation.reply(200, body);
    }

    private static HttpReply events(Request request, NotificationStream stream) throws RefusedException {
        StreamQuery asked = StreamQuery.of(request.call());
        if (MediaTypes.choose(request.call().header("accept"), List.of(EVENT_STREAM))
                .isEmpty()) {
            throw new RefusedException(Condition.NOT_ACCEPTABLE, "A stream is " + EVENT_STREAM + ".");
        }
        return request.method().equals("HEAD")
                ? HttpReply.of(200, EVENT_STREAM, new byte[0])
                : new HttpReply.Events(stream.source(asked.wanted(), asked.end()));
    }
}
