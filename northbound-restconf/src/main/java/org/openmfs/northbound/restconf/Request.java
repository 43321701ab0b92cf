package org.openmfs.northbound.restconf;

import org.opendaylight.restconf.api.ApiPath;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.http.HttpCall;

/**
 * A request by somebody who may make it.
 *
 * @param rest what is left of the path below the resource, without a leading slash
 * @param scheme http or https
 */
public record Request(HttpCall call, User user, String rest, String scheme) {
    String method() {
        return call.method();
    }

    /** The address of a node of the datastore, as this client reaches it. */
    String addressOf(ApiPath path) {
        return scheme + "://" + call.header("host").orElse("localhost") + "/restconf/data/" + Address.format(path);
    }
}
