package org.openmfs.northbound.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** The one character encoding of bodies. */
final class Utf8 {
    private Utf8() {}

    static String decode(byte[] bytes) throws RefusedException {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(Condition.MALFORMED, "The body is not UTF-8.");
        }
    }
}
