package org.openmfs.agent.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Writes what certificates and revocation lists are made of (X.690, DER), right or wrong as a test needs it. */
final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONG_FORM = 0x80;
    private static final int SEVEN_BITS = 7;

    private Der() {}

    static byte[] of(int tag, byte[]... parts) {
        byte[] content = join(parts);
        byte[] length = new BigInteger(1, BigInteger.valueOf(content.length).toByteArray()).toByteArray();
        length = length.length > 1 && length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
        byte[] head = content.length < LONG_FORM
                ? new byte[] {(byte) tag, (byte) content.length}
                : join(new byte[] {(byte) tag, (byte) (LONG_FORM | length.length)}, length);
        return join(head, content);
    }

    static byte[] sequence(byte[]... parts) {
        return of(0x30, parts);
    }

    static byte[] integer(long value) {
        return of(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] bits(byte[] content) {
        return of(0x03, new byte[1], content);
    }

    static byte[] yes() {
        return of(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] time(Instant time) {
        return of(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] name(String commonName) {
        byte[] text = of(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
        return sequence(of(0x31, sequence(oid("2.5.4.3"), text)));
    }

    static byte[] extension(String oid, boolean critical, byte[] value) {
        return sequence(oid(oid), critical ? yes() : new byte[0], of(0x04, value));
    }

    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 4 * SEVEN_BITS; shift >= 0; shift -= SEVEN_BITS) {
                boolean needed = arc >> shift != 0 || shift == 0;
                if (needed) {
                    content.write(arc >> shift & 0x7f | (shift == 0 ? 0 : LONG_FORM));
                }
            }
        }
        return of(0x06, content.toByteArray());
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
