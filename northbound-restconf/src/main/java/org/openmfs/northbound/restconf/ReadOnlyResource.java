package org.openmfs.northbound.restconf;

import java.util.List;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;

/** A resource that can only be read, and has nothing below it. */
public final class ReadOnlyResource implements Resource {
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private final Resource content;

    /** @param content what a GET answers */
    public ReadOnlyResource(Resource content) {
        this.content = content;
    }

    @Override
    public HttpReply answer(Request request) throws RefusedException {
        if (!request.rest().isEmpty()) {
            throw new RefusedException(Condition.NO_SUCH_RESOURCE, "There is nothing here.");
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> content.answer(request);
            case "OPTIONS" -> HttpReply.empty(200).with("allow", String.join(", ", METHODS));
            default -> throw RefusedException.methodNotAllowed(METHODS);
        };
    }
}
