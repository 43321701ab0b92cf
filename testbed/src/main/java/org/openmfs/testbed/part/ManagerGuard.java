package org.openmfs.testbed.part;

import java.util.Set;
import java.util.function.Supplier;
import org.openmfs.testbed.topology.Access;
import org.openmfs.testbed.web.Authentication;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Endpoint;
import org.openmfs.testbed.web.Reply;

/** Lets through to a manager's RESTCONF server who shows what its access asks for; only RFC 6415's host-meta is open. */
final class ManagerGuard {
    private static final Set<String> OPEN = Set.of("/.well-known/host-meta");

    private ManagerGuard() {}

    /** @param credential its password is the token, its user name the common name of a certificate */
    static Endpoint of(Access access, Credential credential, Supplier<Reply.Content> refusal, Endpoint behind) {
        Authentication authentication = switch (access) {
            case BASIC -> Authentication.basic(credential);
            case BEARER -> Authentication.bearer(credential.password());
            case CLIENT_CERTIFICATE -> Authentication.certificateOf(credential.username());
        };
        return authentication.guard(behind, OPEN, refusal);
    }
}
