package org.openmfs.northbound.restconf;

import java.util.Set;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.http.HttpCall;

/** Who may do what: an administrator everything, a viewer what changes nothing. */
final class Access {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OPERATIONS = "/restconf/operations/";

    private final Set<String> harmlessOperations;

    /** @param harmlessOperations operations that change nothing, as {@code module:name} */
    Access(Set<String> harmlessOperations) {
        this.harmlessOperations = Set.copyOf(harmlessOperations);
    }

    boolean permits(User user, HttpCall call) {
        return user.role() == Role.ADMINISTRATOR || isHarmless(call);
    }

    /** Whether it changes nothing, whoever asks. */
    boolean isHarmless(HttpCall call) {
        return READING.contains(call.method())
                || (call.method().equals("POST")
                        && call.path().startsWith(OPERATIONS)
                        && harmlessOperations.contains(call.path().substring(OPERATIONS.length())));
    }
}
