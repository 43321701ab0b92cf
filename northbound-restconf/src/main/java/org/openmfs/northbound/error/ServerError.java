package org.openmfs.northbound.error;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a request (RFC 8040, section 3.9).
 *
 * @param condition what is wrong
 * @param path where: an instance-identifier as RFC 7951 writes it, such as
 *     {@code /mfs-service:services/service[id='blue']/rekey-interval}; empty if it is nowhere in particular
 * @param message one sentence for people; never a value of the request, since that may be secret
 * @param appTag a finer distinction (RFC 7950, section 15); empty if there is none
 */
public record ServerError(Condition condition, String path, String message, String appTag) {
    public ServerError {
        requireNonNull(condition);
        requireNonNull(path);
        requireNonNull(message);
        requireNonNull(appTag);
    }

    public static ServerError of(Condition condition, String message) {
        return new ServerError(condition, "", message, "");
    }

    public static ServerError at(String path, Condition condition, String message) {
        return new ServerError(condition, path, message, "");
    }
}
