package org.openmfs.northbound.restconf;

import java.util.List;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;

/** What everybody may read, known or not. */
@FunctionalInterface
public interface OpenResource {
    /** The methods that it has. */
    List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    HttpReply.Whole read();

    /** What a request gets. */
    default HttpReply answer(HttpCall call) throws RefusedException {
        return switch (call.method()) {
            case "GET", "HEAD" -> read();
            case "OPTIONS" -> HttpReply.empty(200).with("allow", String.join(", ", METHODS));
            default -> throw RefusedException.methodNotAllowed(METHODS);
        };
    }
}
