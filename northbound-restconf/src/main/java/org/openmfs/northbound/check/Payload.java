package org.openmfs.northbound.check;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.Encoding;

/**
 * A request's body.
 *
 * @param encoding how it is written
 * @param bytes not to be changed
 */
public record Payload(Encoding encoding, byte[] bytes) {
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    BodyNode.Branch read() throws RefusedException {
        if (isEmpty()) {
            throw new RefusedException(Condition.MALFORMED, "The request has no body.");
        }
        return switch (encoding) {
            case JSON -> JsonBody.read(bytes);
            case XML -> XmlBody.read(bytes);
        };
    }
}
