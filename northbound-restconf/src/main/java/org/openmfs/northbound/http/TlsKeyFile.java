package org.openmfs.northbound.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/** What can be said of a private key by its file alone: that it is one, its owner's alone, of a kind that TLS takes. */
record TlsKeyFile(Path file) {
    /** Of keys that RESTCONF is served with. */
    static final List<String> KINDS = List.of("RSA", "EC");

    static final String TAKEN = ", and TLS for RESTCONF takes RSA and EC keys";

    /** Of keys that others have been seen to bring. */
    private static final List<String> KNOWN = List.of("RSA", "EC", "Ed25519", "Ed448", "ML-DSA", "DSA");

    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;
    private static final int ALGORITHM_END = 20;

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** @throws IOException if it can't be used; the message is for an operator */
    void check() throws IOException {
        if (!OwnerOnlyFiles.isOwnerOnly(file)) {
            throw new IOException(file + " may be read or written by others than its owner: chmod 600 " + file);
        }
        Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        Optional<String> kind = pem.find() ? kind(pem.group(1)) : Optional.empty();
        if (kind.isEmpty()) {
            throw new IOException(file + " holds no PEM private key (PKCS #8, not encrypted)");
        }
        if (!KINDS.contains(kind.get())) {
            throw new IOException(file + " holds " + named(kind.get()) + TAKEN);
        }
    }

    /** The key, of a file that was checked. */
    PrivateKey key() throws IOException, GeneralSecurityException {
        Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " holds no PEM private key (PKCS #8, not encrypted)");
        }
        byte[] octets = Base64.getMimeDecoder().decode(pem.group(1));
        try {
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(octets);
            String kind = KINDS.stream()
                    .filter(known -> isOf(known, spec))
                    .findFirst()
                    .orElseThrow();
            return KeyFactory.getInstance(kind).generatePrivate(spec);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** Such as "an EC key". */
    static String named(String kind) {
        return (kind.startsWith("D") ? "a " : "an ") + kind + " key";
    }

    private static Optional<String> kind(String base64) {
        byte[] octets = new byte[0];
        try {
            octets = Base64.getMimeDecoder().decode(base64);
            PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(octets);
            Optional<String> known =
                    KNOWN.stream().filter(kind -> isOf(kind, key)).findFirst();
            return known.isEmpty() && isKey(octets)
                    ? Optional.of(isMlDsa(octets) ? "ML-DSA" : "unknown kind of")
                    : known;
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** SEQUENCE of INTEGER, the version, and SEQUENCE, the algorithm (RFC 5958, section 2). */
    private static boolean isKey(byte[] octets) {
        int at = octets.length > 1 && octets[1] < 0 ? 2 + (octets[1] & 0x7f) : 2;
        return octets.length > at + 4
                && octets[0] == SEQUENCE
                && octets[at] == INTEGER
                && octets[at + 1] == 1
                && octets[at + 3] == SEQUENCE;
    }

    /** By its identifier (RFC 9881), since not every form of such keys is read here. */
    private static boolean isMlDsa(byte[] octets) {
        String start = HexFormat.of().formatHex(octets, 0, Math.min(octets.length, ALGORITHM_END));
        return start.contains("060960864801650304031");
    }

    private static boolean isOf(String kind, PKCS8EncodedKeySpec key) {
        try {
            KeyFactory.getInstance(kind).generatePrivate(key);
            return true;
        } catch (InvalidKeySpecException another) {
            return false;
        } catch (NoSuchAlgorithmException unknown) {
            return false;
        }
    }
}
