package org.openmfs.testbed.web;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lets calls through to an endpoint only with the right user name and password (RFC 7617). */
public final class BasicAuthentication implements Endpoint {
    private final Credential credential;
    private final Set<String> openPaths;
    private final Supplier<Reply.Content> refusal;
    private final Endpoint behind;

    /**
     * @param openPaths paths that need no credential, such as RFC 6415's host-meta
     * @param refusal the body of the 401; its challenge header is added here
     */
    public BasicAuthentication(
            Credential credential, Set<String> openPaths, Supplier<Reply.Content> refusal, Endpoint behind) {
        this.credential = credential;
        this.openPaths = Set.copyOf(openPaths);
        this.refusal = refusal;
        this.behind = behind;
    }

    @Override
    public Reply handle(Call call) {
        boolean allowed = openPaths.contains(call.path())
                || call.header("authorization").filter(credential::matches).isPresent();
        return allowed ? behind.handle(call) : challenge();
    }

    private Reply challenge() {
        Reply.Content body = refusal.get();
        return new Reply.Content(
                401,
                body.type(),
                body.body(),
                Map.of("WWW-Authenticate", "Basic realm=\"testbed\", charset=\"UTF-8\""));
    }
}
