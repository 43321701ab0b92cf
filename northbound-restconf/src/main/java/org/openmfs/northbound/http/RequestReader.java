package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a request as RFC 9112 has it, strictly: what is read leniently, two programs read differently. */
final class RequestReader {
    /** What a path and a query may hold beside letters, digits and percent-encoding (RFC 3986, section 3.3). */
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/[]";

    private RequestReader() {}

    /** Returns empty if it is no request that can be understood. */
    static Optional<HttpCall> read(FullHttpRequest request) {
        String target = originForm(request.uri());
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        if (request.decoderResult().isFailure()
                || request.headers().getAll(HttpHeaderNames.HOST).size() != 1
                || !path.startsWith("/")
                || !isWritten(path, ALLOWED)
                || !isWritten(query, ALLOWED + "?|")) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.computeIfAbsent(
                                header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(header.getValue()));
        try {
            byte[] body = ByteBufUtil.getBytes(request.content());
            return Optional.of(new HttpCall(request.method().name(), path, query(query), headers, body));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Of an absolute address only path and query count (RFC 9112, section 3.2.2). */
    private static String originForm(String target) {
        if (!target.startsWith("http://") && !target.startsWith("https://")) {
            return target;
        }
        int path = target.indexOf('/', target.indexOf("//") + 2);
        return path < 0 ? "/" : target.substring(path);
    }

    private static boolean isWritten(String part, String allowed) {
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

    private static List<Map.Entry<String, String>> query(String written) throws CharacterCodingException {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String parameter : written.split("&", -1)) {
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
