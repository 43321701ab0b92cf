package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a request is for, read strictly as RFC 3986 has it: what is read leniently, two programs read differently. */
final class RequestTarget {
    /** What a path and a query may hold beside letters, digits and percent-encoding (RFC 3986, section 3.3). */
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/[]";

    private static final int LONGEST = 8 * 1024;

    private RequestTarget() {}

    /** Whether path and query are written as they may be, not too long, and what is encoded is UTF-8. */
    static boolean isWritten(String path, String query) {
        if (path.length() + query.length() > LONGEST) {
            return false;
        }
        if (!path.startsWith("/") || !isWrittenOf(path, ALLOWED) || !isWrittenOf(query, ALLOWED + "?|")) {
            return false;
        }
        try {
            parameters(query);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isWrittenOf(String part, String allowed) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean encoded =
                    c == '%' && i + 2 < part.length() && isHex(part.charAt(i + 1)) && isHex(part.charAt(i + 2));
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0);
            if (!encoded && !plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    /** Names and values of a query, decoded, in their order. */
    static List<Map.Entry<String, String>> parameters(String query) throws CharacterCodingException {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                parameters.add(Map.entry(
                        decode(equals < 0 ? parameter : parameter.substring(0, equals)),
                        equals < 0 ? "" : decode(parameter.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /** Percent-decoding alone: a plus sign is a plus sign, as RFC 3986 has it. */
    private static String decode(String written) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.allocate(written.length());
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(written.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) written.charAt(i));
            }
        }
        return UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes.flip())
                .toString();
    }
}
