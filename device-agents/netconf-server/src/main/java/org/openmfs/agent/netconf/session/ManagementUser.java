package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.openmfs.agent.file.OwnerOnlyFile;

/** The one user that may manage the agent: by password, and by public key where there is a list of them. */
public final class ManagementUser {
    private static final int PASSWORD_BYTES = 16;

    private final String name;
    private final byte[] passwordDigest;
    private final Optional<Path> authorizedKeys;

    private ManagementUser(String name, byte[] passwordDigest, Optional<Path> authorizedKeys) {
        this.name = requireNonNull(name);
        this.passwordDigest = passwordDigest;
        this.authorizedKeys = requireNonNull(authorizedKeys);
    }

    /**
     * Reads the user's password, or makes one when there is none.
     *
     * @param name without {@code ;} and brackets
     * @param passwordFile holds the password as its only line; written, for its owner alone, when it does not exist
     * @param authorizedKeys public keys in OpenSSH's format; none without it
     * @throws IOException when the file cannot be read or written, or is empty
     */
    public static ManagementUser loadOrCreate(String name, Path passwordFile, Optional<Path> authorizedKeys)
            throws IOException {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("not a user name: " + name);
        }
        if (!Files.exists(passwordFile)) {
            var random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            var made = HexFormat.of().formatHex(random) + "\n";
            OwnerOnlyFile.write(passwordFile, made.getBytes(StandardCharsets.US_ASCII));
        }
        var password = Files.readString(passwordFile).strip();
        if (password.isEmpty()) {
            throw new IOException("the password file " + passwordFile + " is empty");
        }
        return new ManagementUser(name, digest(password), authorizedKeys);
    }

    /** Whether a name and a password are this user's. Takes as long for a wrong one as for the right one. */
    boolean isRight(String claimedName, String password) {
        var isName = name.equals(claimedName);
        var isPassword = MessageDigest.isEqual(passwordDigest, digest(password));
        return isName & isPassword;
    }

    String name() {
        return name;
    }

    Optional<Path> authorizedKeys() {
        return authorizedKeys;
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
