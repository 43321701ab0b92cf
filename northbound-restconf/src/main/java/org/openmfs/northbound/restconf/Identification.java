package org.openmfs.northbound.restconf;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.auth.UncertainException;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.JerseyCalls;

/** Who asks, before anything else is looked at; what is open to everybody is answered without. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class Identification implements ContainerRequestFilter {
    private static final String USER = Identification.class.getName();

    private final Authenticator authenticator;
    private final Set<String> open;
    private final RefusalReplies refusals;

    /** @param open paths of what everybody may read */
    Identification(Authenticator authenticator, Set<String> open, RefusalReplies refusals) {
        this.authenticator = authenticator;
        this.open = open;
        this.refusals = refusals;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        HttpCall call = JerseyCalls.head(request);
        if (open.contains(call.path())) {
            return;
        }
        if (JerseyCalls.isInner(request)) {
            request.setProperty(USER, request.getSecurityContext().getUserPrincipal());
            return;
        }
        try {
            User user = authenticator
                    .recognise(call.header("authorization"))
                    .orElseThrow(() -> new RefusedException(Condition.UNAUTHENTICATED, "Who are you?"));
            request.setSecurityContext(
                    new Shown(user, request.getSecurityContext().isSecure()));
            request.setProperty(USER, user);
            JerseyCalls.known(request);
        } catch (UncertainException uncertain) {
            refuse(request, call, new RefusedException(Condition.UNCERTAIN, uncertain.getMessage()));
        } catch (RefusedException unknown) {
            refuse(request, call, unknown);
        }
    }

    /** Who it is, for Jersey. */
    private record Shown(User user, boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return user;
        }

        @Override
        public boolean isUserInRole(String role) {
            return user.role().text().equals(role);
        }

        @Override
        public String getAuthenticationScheme() {
            return BASIC_AUTH;
        }
    }

    private void refuse(ContainerRequestContext request, HttpCall call, RefusedException why) {
        request.abortWith(JerseyCalls.response(refusals.of(call, why)));
    }

    /** Who asks; empty where everybody may. */
    static Optional<User> userOf(ContainerRequestContext request) {
        return Optional.ofNullable((User) request.getProperty(USER));
    }
}
