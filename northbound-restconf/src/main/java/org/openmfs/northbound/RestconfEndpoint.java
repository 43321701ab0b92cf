package org.openmfs.northbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.glassfish.jersey.server.ResourceConfig;
import org.opendaylight.mdsal.dom.api.DOMActionService;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMMountPointService;
import org.opendaylight.mdsal.dom.api.DOMNotificationService;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.restconf.api.CapabilityURN;
import org.opendaylight.restconf.server.mdsal.MdsalDatabindProvider;
import org.opendaylight.restconf.server.mdsal.MdsalRestconfServer;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.stmt.ModuleEffectiveStatement;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.check.ProtectedReads;
import org.openmfs.northbound.engine.AvailableOperations;
import org.openmfs.northbound.http.HttpListener;
import org.openmfs.northbound.http.InnerCalls;
import org.openmfs.northbound.metrics.Metrics;
import org.openmfs.northbound.openapi.OpenApi;
import org.openmfs.northbound.restconf.OpenResource;
import org.openmfs.northbound.restconf.Probes;
import org.openmfs.northbound.restconf.RefusalReplies;
import org.openmfs.northbound.restconf.Resource;
import org.openmfs.northbound.restconf.RestconfApplication;
import org.openmfs.northbound.restconf.RestconfResources;
import org.openmfs.northbound.restconf.YangLibrary;
import org.openmfs.northbound.stream.NotificationStream;
import org.openmfs.northbound.stream.StreamListing;
import org.openmfs.northbound.write.ConfigurationStore;
import org.openmfs.northbound.write.DatastoreVersion;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** RESTCONF for operators: listens from when it is made until it is closed. */
@Component(service = RestconfEndpoint.class, immediate = true)
public final class RestconfEndpoint implements AutoCloseable {
    /** The stream of everything that happens to services and devices. */
    public static final String STREAM = "mfs-events";

    private static final String STREAM_PATH = "/restconf/streams/" + STREAM;
    private static final List<String> CAPABILITIES = List.of(
            CapabilityURN.DEFAULTS + "?basic-mode=explicit",
            CapabilityURN.DEPTH,
            CapabilityURN.FIELDS,
            CapabilityURN.REPLAY,
            CapabilityURN.YANG_PATCH);

    private final MdsalDatabindProvider databinds;
    private final MdsalRestconfServer server;
    private final NotificationStream stream;
    private final Registration following;
    private final Registration available;
    private final HttpListener listener;
    private final String scheme;

    /**
     * Listens at once.
     *
     * @throws IOException if it can't listen; the message is for an operator
     */
    @Inject
    @Activate
    public RestconfEndpoint(
            @Reference DOMSchemaService schemas,
            @Reference DOMDataBroker broker,
            @Reference DOMRpcService rpcs,
            @Reference DOMActionService actions,
            @Reference DOMMountPointService mountPoints,
            @Reference DOMNotificationService notifications,
            @Reference NorthboundPolicy policy)
            throws IOException {
        scheme = policy.http().tls().isPresent() ? "https" : "http";
        databinds = new MdsalDatabindProvider(schemas);
        ProtectedReads reads = new ProtectedReads(
                broker, policy.credentials(), () -> databinds.currentDatabind().schemaTree());
        server = new MdsalRestconfServer(databinds, reads, rpcs, actions, mountPoints, List.of());
        stream = new NotificationStream(STREAM, policy.events(), notifications, schemas, InstantSource.system());
        DatastoreVersion version = new DatastoreVersion(InstantSource.system());
        following = version.follow(broker);
        AvailableOperations operations = new AvailableOperations();
        available = operations.follow(rpcs);
        Map<String, Resource> resources = new HashMap<>(RestconfResources.of(
                new RestconfResources.Offer(server, databinds, operations),
                new ConfigurationStore(broker, policy.checks(), policy.credentials(), policy.patience()),
                version,
                stream));
        resources.putAll(OpenApi.resources(schemas));
        Metrics metrics = new Metrics(version(), policy.fleet(), policy.audit()::standing, stream);
        resources.put("/metrics", metrics.resource());
        RefusalReplies refusals = new RefusalReplies(module -> namespaceOf(schemas.getGlobalContext(), module));
        StartWrites.write(() -> StreamListing.write(broker, CAPABILITIES, STREAM, STREAM_PATH, stream.keptSince()));
        StartWrites.write(() -> YangLibrary.write(broker, schemas.getGlobalContext()));
        Map<String, OpenResource> open = new HashMap<>(OpenApi.ways());
        open.putAll(Probes.resources(new Readiness(broker, policy.patience())::trouble, version()));
        ResourceConfig application = RestconfApplication.of(
                new RestconfApplication.Settings(policy.harmlessOperations(), scheme, policy.audit()),
                new Authenticator(policy.users(), InstantSource.system()),
                resources,
                open,
                refusals);
        application.register(metrics.requests());
        try {
            listener = new HttpListener(policy.http(), application, refusals, policy.certificateAlarms());
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    private static String version() {
        return Optional.ofNullable(System.getenv("MFS_VERSION")).orElse("of no build");
    }

    private static String namespaceOf(EffectiveModelContext models, String module) {
        return models.findModuleStatements(module).stream()
                .findFirst()
                .map(ModuleEffectiveStatement::localQNameModule)
                .map(name -> name.namespace().toString())
                .orElse("");
    }

    /** The root, as this host reaches it. */
    public URI root() {
        InetSocketAddress address = listener.address();
        String host = address.getAddress().getHostAddress();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort()
                + "/restconf");
    }

    /** The same for this process itself, past the same checks and into the same audit. */
    public InnerCalls inner() {
        return listener.inner();
    }

    @Override
    @Deactivate
    public void close() {
        // First, so that who watches is told why.
        stream.close();
        listener.close();
        stop();
    }

    /** All but what listens for clients. */
    private void stop() {
        stream.close();
        following.close();
        available.close();
        server.close();
        databinds.close();
    }
}
