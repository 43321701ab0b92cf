package org.openmfs.northbound.restconf;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.JerseyCalls;

/** What who asks may do, before it is known whether it is there. */
@PreMatching
@Priority(Priorities.AUTHORIZATION)
final class Admission implements ContainerRequestFilter {
    private final Access access;
    private final RefusalReplies refusals;

    Admission(Access access, RefusalReplies refusals) {
        this.access = access;
        this.refusals = refusals;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Identification.userOf(request).ifPresent(user -> look(request, user));
    }

    private void look(ContainerRequestContext request, User user) {
        HttpCall call = JerseyCalls.head(request);
        if (!RestconfApplication.METHODS.contains(call.method())) {
            refuse(request, call, RefusedException.methodNotAllowed(RestconfApplication.METHODS));
        } else if (!access.permits(user, call)) {
            refuse(
                    request,
                    call,
                    new RefusedException(Condition.FORBIDDEN, "The role of " + user.name() + " does not allow this."));
        }
    }

    private void refuse(ContainerRequestContext request, HttpCall call, RefusedException why) {
        request.abortWith(JerseyCalls.response(refusals.of(call, why)));
    }
}
