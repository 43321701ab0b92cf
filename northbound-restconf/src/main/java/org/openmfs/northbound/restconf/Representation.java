package org.openmfs.northbound.restconf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.api.query.PrettyPrintParam;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.Encoding;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.MediaTypes;

/**
 * How an answer is written.
 *
 * @param mediaType as the client asked for it
 */
record Representation(Encoding encoding, String mediaType) {
    private static final String TEXT_XML = "text/xml";
    private static final List<String> AVAILABLE = List.of(
            Encoding.JSON.mediaType(),
            Encoding.JSON.plainMediaType(),
            Encoding.XML.mediaType(),
            Encoding.XML.plainMediaType(),
            TEXT_XML);

    /** What the client asks for; empty if it asks for nothing that there is. */
    static Optional<Representation> wanted(HttpCall call) {
        return MediaTypes.choose(call.header("accept"), AVAILABLE)
                .map(type -> new Representation(type.endsWith("json") ? Encoding.JSON : Encoding.XML, type));
    }

    static Representation of(HttpCall call) throws RefusedException {
        return wanted(call)
                .orElseThrow(() -> new RefusedException(
                        Condition.NOT_ACCEPTABLE, "There is JSON and XML: " + String.join(", ", AVAILABLE) + "."));
    }

    HttpReply.Whole reply(int status, FormattableBody body) {
        return HttpReply.of(status, mediaType, bytes(body));
    }

    private byte[] bytes(FormattableBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            switch (encoding) {
                case JSON -> body.formatToJSON(PrettyPrintParam.FALSE, bytes);
                case XML -> body.formatToXML(PrettyPrintParam.FALSE, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The body of a request, as data. */
    static Payload payload(HttpCall call) throws RefusedException {
        checkUncoded(call);
        return new Payload(encodingOf(call), call.body());
    }

    /** RFC 9110, section 8.4: what is coded may not be read as if it were not. */
    private static void checkUncoded(HttpCall call) throws RefusedException {
        if (!call.header("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw new RefusedException(Condition.UNSUPPORTED_MEDIA_TYPE, "The body may not have a Content-Encoding.");
        }
    }

    private static Encoding encodingOf(HttpCall call) throws RefusedException {
        String type = call.header("content-type").map(MediaTypes::bare).orElse("");
        for (Encoding encoding : Encoding.values()) {
            if (type.equals(encoding.mediaType()) || type.equals(encoding.plainMediaType())) {
                return encoding;
            }
        }
        if (type.equals(TEXT_XML)) {
            return Encoding.XML;
        }
        if (type.isEmpty() && call.body().length == 0) {
            return Encoding.JSON;
        }
        throw new RefusedException(
                Condition.UNSUPPORTED_MEDIA_TYPE,
                "The body must be one of " + String.join(", ", AVAILABLE) + ", and say so in Content-Type.");
    }

    /** The body of a request, if it is an ordered list of edits (RFC 8072). */
    static Optional<Payload> edits(HttpCall call) throws RefusedException {
        checkUncoded(call);
        String type = call.header("content-type").map(MediaTypes::bare).orElse("");
        for (Encoding encoding : Encoding.values()) {
            if (type.equals(encoding.patchMediaType())) {
                return Optional.of(new Payload(encoding, call.body()));
            }
        }
        return Optional.empty();
    }
}
