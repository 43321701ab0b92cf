package org.openmfs.testbed.part;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.openmfs.testbed.kept.KeptIdentities;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.tls.TestAuthority;

/** Issues the certificates of servers: good ones, which are kept, and those that clients have to refuse. */
public final class ServerIdentities {
    private final KeptIdentities kept;
    private final SecureRandom random;
    private final InstantSource clock;

    public ServerIdentities(KeptIdentities kept, SecureRandom random, InstantSource clock) {
        this.kept = kept;
        this.random = random;
        this.clock = clock;
    }

    /** The identity that the server had, where it still is as it shall be. */
    public Identity of(String server, ServerWish wish) throws IOException {
        return switch (wish.certificate()) {
            case GOOD, URI_ONLY, DNS_ONLY, COMMON_NAME_ONLY, WRONG_NAME -> kept.identity(server, wish.namesShown());
            case EXPIRED, UNKNOWN_AUTHORITY -> renewed(server, wish);
        };
    }

    /** A new key and certificate. */
    public Identity renewed(String server, ServerWish wish) throws IOException {
        TestAuthority authority = kept.issuer();
        return switch (wish.certificate()) {
            case GOOD, URI_ONLY, DNS_ONLY, COMMON_NAME_ONLY, WRONG_NAME -> kept.renew(server, wish.namesShown());
            case EXPIRED -> authority.issueEnded(wish.namesShown());
            case UNKNOWN_AUTHORITY ->
                TestAuthority.fresh("Somebody else's authority", random, clock)
                        .issue(wish.namesShown())
                        .trusting(authority.certificate());
        };
    }
}
