package org.openmfs.northbound.error;

import static org.opendaylight.yangtools.yang.common.ErrorType.APPLICATION;
import static org.opendaylight.yangtools.yang.common.ErrorType.PROTOCOL;
import static org.opendaylight.yangtools.yang.common.ErrorType.TRANSPORT;

import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;

/**
 * The one table of what can be wrong with a request: HTTP status, error type and error tag (RFC 8040, section 7, with
 * erratum 5565: data that is not there is 404).
 */
public enum Condition {
    /** The body is no JSON or XML, or not of the form that the target asks for. */
    MALFORMED(400, PROTOCOL, ErrorTag.MALFORMED_MESSAGE),
    /** The bytes are no HTTP request. */
    MALFORMED_HTTP(400, TRANSPORT, ErrorTag.MALFORMED_MESSAGE),
    INVALID_VALUE(400, PROTOCOL, ErrorTag.INVALID_VALUE),
    /** A value that the models allow and the application does not. */
    UNACCEPTABLE_VALUE(400, APPLICATION, ErrorTag.INVALID_VALUE),
    MISSING_ELEMENT(400, PROTOCOL, ErrorTag.MISSING_ELEMENT),
    BAD_ELEMENT(400, PROTOCOL, ErrorTag.BAD_ELEMENT),
    UNKNOWN_ELEMENT(400, PROTOCOL, ErrorTag.UNKNOWN_ELEMENT),
    UNKNOWN_NAMESPACE(400, PROTOCOL, ErrorTag.UNKNOWN_NAMESPACE),
    MISSING_ATTRIBUTE(400, PROTOCOL, ErrorTag.MISSING_ATTRIBUTE),
    BAD_ATTRIBUTE(400, PROTOCOL, ErrorTag.BAD_ATTRIBUTE),
    UNKNOWN_ATTRIBUTE(400, PROTOCOL, ErrorTag.UNKNOWN_ATTRIBUTE),
    UNAUTHENTICATED(401, PROTOCOL, ErrorTag.ACCESS_DENIED),
    FORBIDDEN(403, PROTOCOL, ErrorTag.ACCESS_DENIED),
    /** The address names nothing that the models know. */
    NO_SUCH_RESOURCE(404, PROTOCOL, ErrorTag.INVALID_VALUE),
    /** The address is right, and there is nothing there now. */
    DATA_MISSING(404, APPLICATION, ErrorTag.DATA_MISSING),
    METHOD_NOT_ALLOWED(405, PROTOCOL, ErrorTag.OPERATION_NOT_SUPPORTED),
    NOT_ACCEPTABLE(406, PROTOCOL, ErrorTag.INVALID_VALUE),
    DATA_EXISTS(409, APPLICATION, ErrorTag.DATA_EXISTS),
    /** Something that must be there is not: a choice without a case (RFC 7950, section 15.6). */
    INCOMPLETE(409, APPLICATION, ErrorTag.DATA_MISSING),
    IN_USE(409, APPLICATION, ErrorTag.IN_USE),
    LOCKED(409, APPLICATION, ErrorTag.LOCK_DENIED),
    /** A limit of this server is reached. */
    NO_ROOM(409, APPLICATION, ErrorTag.RESOURCE_DENIED),
    PRECONDITION_FAILED(412, PROTOCOL, ErrorTag.OPERATION_FAILED),
    /** The request did not come whole in the time that it has. */
    TOO_SLOW(408, TRANSPORT, ErrorTag.OPERATION_FAILED),
    TOO_BIG(413, TRANSPORT, ErrorTag.TOO_BIG),
    UNSUPPORTED_MEDIA_TYPE(415, PROTOCOL, ErrorTag.INVALID_VALUE),
    /** Known to the models, carried out by nobody; 501 would say that it is our fault. */
    NOT_IMPLEMENTED(405, PROTOCOL, ErrorTag.OPERATION_NOT_SUPPORTED),
    /** Our fault, not the request's. */
    FAILED(500, APPLICATION, ErrorTag.OPERATION_FAILED),
    PARTIAL(500, APPLICATION, ErrorTag.PARTIAL_OPERATION),
    NOT_ROLLED_BACK(500, APPLICATION, ErrorTag.ROLLBACK_FAILED),
    /** The datastore does not answer; another time it may. */
    STORE_AWAY(503, APPLICATION, ErrorTag.OPERATION_FAILED),
    /** Nobody can say now who asks; another time it can be said. */
    UNCERTAIN(503, PROTOCOL, ErrorTag.ACCESS_DENIED),
    /** What is asked for can't be noted in the archive, so that it isn't done. */
    UNRECORDED(503, APPLICATION, ErrorTag.RESOURCE_DENIED);

    private final int status;
    private final ErrorType type;
    private final ErrorTag tag;

    Condition(int status, ErrorType type, ErrorTag tag) {
        this.status = status;
        this.type = type;
        this.tag = tag;
    }

    /** What somebody else reports with a tag and no status; {@link #FAILED} for an unknown tag. */
    public static Condition reportedAs(ErrorType type, ErrorTag tag) {
        if (tag.equals(ErrorTag.OPERATION_NOT_SUPPORTED)) {
            return NOT_IMPLEMENTED;
        }
        if (tag.equals(ErrorTag.ACCESS_DENIED)) {
            return FORBIDDEN;
        }
        if (tag.equals(ErrorTag.OPERATION_FAILED)) {
            return FAILED;
        }
        if (tag.equals(ErrorTag.INVALID_VALUE)) {
            return type == APPLICATION ? UNACCEPTABLE_VALUE : INVALID_VALUE;
        }
        return Stream.of(values())
                .filter(condition -> condition.tag.equals(tag))
                .findFirst()
                .orElse(FAILED);
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    public ErrorType type() {
        return type;
    }

    public ErrorTag tag() {
        return tag;
    }
}
