package org.openmfs.northbound.restconf;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.JerseyCalls;

/** The resources as one application of Jersey: filters say who may, resources answer, and what goes wrong is mapped. */
public final class RestconfApplication {
    static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private RestconfApplication() {}

    /**
     * What it is made of.
     *
     * @param harmlessOperations what a viewer may invoke, as {@code module:name}
     * @param scheme http or https
     * @param trail of who asked for what
     */
    public record Settings(Set<String> harmlessOperations, String scheme, AuditTrail trail) {}

    /**
     * Puts it together.
     *
     * @param resources by the path at which they and what is below them are, without a slash at the end
     * @param open by their paths; where the root is need not be among them
     */
    public static ResourceConfig of(
            Settings settings,
            Authenticator authenticator,
            Map<String, Resource> resources,
            Map<String, OpenResource> open,
            RefusalReplies refusals) {
        Map<String, OpenResource> toEverybody = new HashMap<>(open);
        toEverybody.putAll(HostMeta.resources());
        ResourceConfig application = new ResourceConfig();
        // Every answer says how long it is, and events leave one by one.
        application.property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        application.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        // A proxy before it may have another scheme and name.
        application.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        application.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        application.register(new Identification(authenticator, toEverybody.keySet(), refusals));
        Access access = new Access(settings.harmlessOperations());
        application.register(new Admission(access, refusals));
        application.register(new Mishaps(refusals));
        application.register(new Wordless(refusals));
        Audit audit = new Audit(settings.trail(), access, InstantSource.system());
        application.register(audit);
        Server server = new Server(settings.scheme(), refusals, authenticator, audit);
        resources.forEach(
                (path, resource) -> application.registerResources(at(path, new Call(path, resource, server))));
        toEverybody.forEach(
                (path, resource) -> application.registerResources(at(path, new Open(path, resource, refusals))));
        return application;
    }

    private static org.glassfish.jersey.server.model.Resource at(
            String path, Inflector<ContainerRequestContext, Response> answers) {
        var built = org.glassfish.jersey.server.model.Resource.builder(path.substring(1) + "{rest: (/.*)?}");
        METHODS.forEach(method -> built.addMethod(method).handledBy(answers));
        return built.build();
    }

    /** What all resources have in common. */
    private record Server(String scheme, RefusalReplies refusals, Authenticator users, Audit audit) {}

    /** One resource, with all that is below it. */
    private record Call(String path, Resource resource, Server server)
            implements Inflector<ContainerRequestContext, Response> {
        @Override
        public Response apply(ContainerRequestContext request) {
            HttpCall call = received(request);
            try {
                String rest = below(call.path());
                User user = Identification.userOf(request).orElseThrow();
                server.audit().begins(request, user, call);
                BooleanSupplier standing = JerseyCalls.standing(request)
                        .orElseGet(() -> server.users().standing(user));
                HttpReply reply = resource.answer(new Request(call, user, rest, server.scheme()));
                return JerseyCalls.response(
                        reply,
                        () -> standing.getAsBoolean()
                                ? Optional.empty()
                                : Optional.of("user " + user.name() + " has another password or role"));
            } catch (RefusedException refused) {
                return JerseyCalls.response(server.refusals().of(call, refused));
            }
        }

        /** Jersey takes no notice of parameters in a path, and of a path with some for the one without. */
        private String below(String written) throws RefusedException {
            if (!written.startsWith(path) || !written.equals(path) && written.charAt(path.length()) != '/') {
                throw new RefusedException(Condition.NO_SUCH_RESOURCE, "There is nothing at this address.");
            }
            return written.equals(path) ? "" : written.substring(path.length() + 1);
        }
    }

    /** What everybody may ask; a body is not waited for, since who is no user could fill the memory with bodies. */
    private record Open(String path, OpenResource resource, RefusalReplies refusals)
            implements Inflector<ContainerRequestContext, Response> {
        @Override
        public Response apply(ContainerRequestContext request) {
            HttpCall call = JerseyCalls.head(request);
            try {
                if (!call.path().equals(path)) {
                    throw new RefusedException(Condition.NO_SUCH_RESOURCE, "There is nothing at this address.");
                }
                return JerseyCalls.response(resource.answer(call));
            } catch (RefusedException refused) {
                return JerseyCalls.response(refusals.of(call, refused));
            }
        }
    }

    private static HttpCall received(ContainerRequestContext request) {
        try {
            return JerseyCalls.whole(request);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
