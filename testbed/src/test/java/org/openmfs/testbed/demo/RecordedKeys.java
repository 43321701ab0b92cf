package org.openmfs.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.LengthPrefixed;

/** All secrets of each key of an agent, as the recorder in it wrote them and as the protocol derives others from them. */
final class RecordedKeys {
    private static final byte MASK = (byte) 0xa7;
    private static final String HMAC = "HmacSHA384";
    private static final String TRAFFIC_SECRET = "traffic-secret";

    private final Map<String, Map<String, byte[]>> keys = new LinkedHashMap<>();

    private RecordedKeys() {}

    static RecordedKeys read(Path file) throws IOException {
        RecordedKeys read = new RecordedKeys();
        String text = Files.readString(file);
        // The agent may be about to write the rest of the last line.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split(" ", -1);
            byte[] octets = HexFormat.of().parseHex(words[2]);
            for (int i = 0; i < octets.length; i++) {
                octets[i] ^= MASK;
            }
            read.keys.computeIfAbsent(words[0], none -> new LinkedHashMap<>()).put(words[1], octets);
        }
        return read;
    }

    /** The key of whose traffic secret the recorder keeps a copy. */
    String planted() {
        return keys.entrySet().stream()
                .filter(key -> key.getValue().containsKey("planted"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Every secret of the key by its name. */
    Map<String, byte[]> secrets(String key) throws GeneralSecurityException {
        Map<String, byte[]> recorded = new LinkedHashMap<>(keys.get(key));
        recorded.remove("planted");
        byte[] salt = recorded.remove("share-1").clone();
        byte[] other = recorded.remove("share-2");
        for (int i = 0; i < salt.length; i++) {
            salt[i] ^= other[i];
        }
        byte[] context = recorded.remove("context");
        byte[] extracted = hmac(salt, recorded.get("ml-kem-1024"), recorded.get("qkd-014"));
        byte[] traffic = expanded(extracted, context, Label.TRAFFIC_SECRET);
        if (!Arrays.equals(traffic, recorded.get(TRAFFIC_SECRET))) {
            throw new IllegalStateException("the recorded traffic secret does not follow from what was recorded");
        }
        recorded.put("extracted", extracted);
        recorded.put("confirmation-key", expanded(extracted, context, Label.KEY_CONFIRMATION));
        Map<String, byte[]> named = new LinkedHashMap<>();
        recorded.forEach((what, octets) -> named.put(what + " of " + key, octets));
        return named;
    }

    private static byte[] expanded(byte[] extracted, byte[] context, Label label) throws GeneralSecurityException {
        return hmac(extracted, context, new LengthPrefixed().add(label).octets(), new byte[] {1});
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
