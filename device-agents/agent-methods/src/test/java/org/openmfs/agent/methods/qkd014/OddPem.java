package org.openmfs.agent.methods.qkd014;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** PEM files that are none of those that a credential is, each under its name. */
final class OddPem {
    private OddPem() {}

    static Map<String, byte[]> keys(String good, String other) {
        Map<String, byte[]> odd = common(good);
        odd.put("two keys", octets(good + other));
        odd.put("another kind of key", octets(good.replace(" PRIVATE KEY", " EC PRIVATE KEY")));
        odd.put("an encrypted key", octets(good.replace(" PRIVATE KEY", " ENCRYPTED PRIVATE KEY")));
        odd.put("a certificate's place", octets(good.replace("PRIVATE KEY", "CERTIFICATE")));
        odd.put("no key in it", octets("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
        return odd;
    }

    static Map<String, byte[]> certificates(String good) {
        Map<String, byte[]> odd = common(good);
        odd.put("a second one cut off", octets(good + good.substring(0, good.length() / 2)));
        odd.put("no certificate in it", octets("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
        odd.put("a key's place", octets(good.replace("CERTIFICATE", "PRIVATE KEY")));
        return odd;
    }

    private static Map<String, byte[]> common(String good) {
        byte[] noise = new byte[3_000];
        new Random(4).nextBytes(noise);
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("empty", new byte[0]);
        odd.put("blank", octets("\n\n \n"));
        odd.put("text", octets("to be filled in\n"));
        odd.put("binary", noise);
        odd.put("zeroes", new byte[5_000]);
        odd.put("cut off", octets(good.substring(0, good.length() / 2)));
        odd.put("cut off at the end", octets(good.substring(0, good.indexOf("-----END"))));
        odd.put("without a begin", octets(good.substring(good.indexOf('\n'))));
        odd.put("not base64", octets(good.replaceAll("\n[A-Za-z0-9]{8}", "\n!!!!!!!!")));
        odd.put("too large", new byte[1 << 19]);
        return odd;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
