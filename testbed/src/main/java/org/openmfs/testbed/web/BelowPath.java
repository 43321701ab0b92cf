package org.openmfs.testbed.web;

/** Serves an endpoint below a path, as behind a gateway; everything else is not there. */
public final class BelowPath implements Endpoint {
    private final String prefix;
    private final Endpoint behind;

    /** @param prefix empty, or such as {@code /some/path} */
    public BelowPath(String prefix, Endpoint behind) {
        this.prefix = prefix;
        this.behind = behind;
    }

    @Override
    public Reply handle(Call call) {
        return call.path().startsWith(prefix + "/")
                ? behind.handle(call.at(call.path().substring(prefix.length())))
                : Reply.json(404, Json.object("message", "nothing is served here"));
    }
}
