package org.openmfs.agent.netconf.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import org.opendaylight.netconf.shaded.sshd.common.config.keys.KeyUtils;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.openmfs.agent.file.OwnerOnlyFile;

/** The key by which a controller knows this device: ECDSA on P-256, made at the first start and kept. */
public final class HostKey {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN (\\w+) KEY-----\\s+([^-]+)-----END \\1 KEY-----");

    private final KeyPair pair;

    private HostKey(KeyPair pair) {
        this.pair = pair;
    }

    /**
     * Reads the key, or makes it when there is none.
     *
     * @throws IOException when the file cannot be read or written, or holds no key
     */
    public static HostKey loadOrCreate(Path file) throws IOException {
        try {
            if (Files.exists(file)) {
                return new HostKey(read(file));
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var made = generator.generateKeyPair();
            var text = block("PRIVATE", made.getPrivate().getEncoded())
                    + block("PUBLIC", made.getPublic().getEncoded());
            OwnerOnlyFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
            return new HostKey(made);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the host key in " + file + " cannot be used", unusable);
        }
    }

    KeyPair pair() {
        return pair;
    }

    /** The fingerprint as OpenSSH shows it, such as {@code SHA256:…}. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, pair.getPublic());
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
        var factory = KeyFactory.getInstance("EC");
        var blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        java.security.PrivateKey secret = null;
        java.security.PublicKey known = null;
        while (blocks.find()) {
            var bytes = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "PRIVATE" -> secret = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes));
                case "PUBLIC" -> known = factory.generatePublic(new X509EncodedKeySpec(bytes));
                default -> throw new GeneralSecurityException("an unknown kind of key");
            }
        }
        if (secret == null || known == null) {
            throw new GeneralSecurityException("a key is missing");
        }
        return new KeyPair(known, secret);
    }

    private static String block(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + " KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + " KEY-----\n";
    }
}
