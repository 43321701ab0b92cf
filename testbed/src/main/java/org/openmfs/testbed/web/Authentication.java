package org.openmfs.testbed.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * How a caller proves who it is.
 *
 * @param challenge value of WWW-Authenticate in a refusal
 */
public record Authentication(Predicate<Call> proof, String challenge) {

    /** A user name and a password (RFC 7617). */
    public static Authentication basic(Credential credential) {
        return authorization(credential.authorization(), "Basic realm=\"testbed\", charset=\"UTF-8\"");
    }

    /** A token (RFC 6750). */
    public static Authentication bearer(String token) {
        return authorization("Bearer " + token, "Bearer realm=\"testbed\"");
    }

    /** A certificate, already checked against the authority, with this common name. */
    public static Authentication certificateOf(String commonName) {
        return new Authentication(
                call -> call.client().stream().anyMatch(certificate -> names(certificate, commonName)), "Mutual");
    }

    private static Authentication authorization(String expected, String challenge) {
        byte[] right = expected.getBytes(StandardCharsets.UTF_8);
        return new Authentication(
                call -> call.header("authorization")
                        .map(given -> given.getBytes(StandardCharsets.UTF_8))
                        .filter(given -> MessageDigest.isEqual(given, right))
                        .isPresent(),
                challenge);
    }

    private static boolean names(X509Certificate certificate, String commonName) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .anyMatch(rdn -> rdn.getType().equalsIgnoreCase("CN")
                                    && rdn.getValue().equals(commonName));
        } catch (InvalidNameException e) {
            return false;
        }
    }

    /**
     * Puts an endpoint behind this.
     *
     * @param openPaths paths that need no proof, such as RFC 6415's host-meta
     * @param refusal the body of the 401; its challenge header is added here
     */
    public Endpoint guard(Endpoint behind, Set<String> openPaths, Supplier<Reply.Content> refusal) {
        return call -> {
            if (openPaths.contains(call.path()) || proof.test(call)) {
                return behind.handle(call);
            }
            Reply.Content body = refusal.get();
            return new Reply.Content(401, body.type(), body.body(), Map.of("WWW-Authenticate", challenge));
        };
    }
}
