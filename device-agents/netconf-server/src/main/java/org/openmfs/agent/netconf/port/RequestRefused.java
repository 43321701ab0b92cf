package org.openmfs.agent.netconf.port;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/**
 * A request that is answered with one {@code rpc-error} (RFC 6241 section 4.3 and appendix A). Its message goes to the
 * client as it is: words for an operator, no names of classes, no secrets.
 */
public final class RequestRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Details details;

    private record Details(
            ErrorType type,
            ErrorTag tag,
            Optional<String> appTag,
            Optional<YangInstanceIdentifier> path,
            Map<String, String> info) {}

    private RequestRefused(String message, Details details) {
        super(message, null, false, false);
        this.details = details;
    }

    /** An error of type {@code application}. */
    public static RequestRefused of(ErrorTag tag, String message) {
        return new RequestRefused(
                message, new Details(ErrorType.APPLICATION, tag, Optional.empty(), Optional.empty(), Map.of()));
    }

    /** An error of type {@code protocol}: the operation or its parameters are wrong, whatever the data. */
    public static RequestRefused ofProtocol(ErrorTag tag, String message) {
        return new RequestRefused(
                message, new Details(ErrorType.PROTOCOL, tag, Optional.empty(), Optional.empty(), Map.of()));
    }

    /** An error of type {@code rpc}: the envelope is wrong. */
    public static RequestRefused ofRpc(ErrorTag tag, String message) {
        return new RequestRefused(
                message, new Details(ErrorType.RPC, tag, Optional.empty(), Optional.empty(), Map.of()));
    }

    /** The same error, naming the data node it is about ({@code error-path}). */
    public RequestRefused at(YangInstanceIdentifier path) {
        return new RequestRefused(
                getMessage(), new Details(details.type, details.tag, details.appTag, Optional.of(path), details.info));
    }

    /** The same error with an {@code error-app-tag}, as RFC 7950 section 15 gives them. */
    public RequestRefused appTag(String appTag) {
        return new RequestRefused(
                getMessage(), new Details(details.type, details.tag, Optional.of(appTag), details.path, details.info));
    }

    /** The same error with one more element in {@code error-info}, such as {@code bad-element}. */
    public RequestRefused info(String element, String value) {
        var info = new LinkedHashMap<>(details.info);
        info.put(element, value);
        return new RequestRefused(
                getMessage(), new Details(details.type, details.tag, details.appTag, details.path, info));
    }

    public ErrorType type() {
        return details.type;
    }

    public ErrorTag tag() {
        return details.tag;
    }

    public Optional<String> appTag() {
        return details.appTag;
    }

    public Optional<YangInstanceIdentifier> path() {
        return details.path;
    }

    /** Names and texts of the elements of {@code error-info}, in order. */
    public Map<String, String> info() {
        return details.info;
    }
}
