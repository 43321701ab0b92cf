package org.openmfs.agent.identity;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A chain of certificates is not trusted, in words that tell an operator what to do: its dates first, then who issued it. */
public final class ChainFault extends CertificateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500;

    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        EXPIRED,
        NOT_YET_VALID,
        REVOKED,
        UNKNOWN_AUTHORITY,
        /** The name in it is not the one expected, or there is none. */
        WRONG_NAME,
        /** The one whom it names may not do this. */
        NOT_WELCOME,
        UNUSABLE
    }

    public ChainFault(Kind kind, String text) {
        super(clean(text));
        this.kind = kind;
    }

    private ChainFault(Kind kind, String text, Throwable cause) {
        super(clean(text), cause);
        this.kind = kind;
    }

    /** Names come from the other side's certificate: they stay on one line, and short. */
    private static String clean(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Why a trust manager refused.
     *
     * @param whose whom the first certificate of the chain names
     */
    public static ChainFault of(
            CertificateException refusal,
            String whose,
            X509Certificate[] chain,
            List<X509Certificate> authorities,
            Instant now) {
        Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
        return date(whose, List.of(chain), now)
                .or(() -> origin(whose, chain[chain.length - 1], authorities)
                        .map(text -> new ChainFault(Kind.UNKNOWN_AUTHORITY, text, cause)))
                .orElseGet(() -> new ChainFault(
                        Kind.UNUSABLE,
                        "the certificate of " + whose + " cannot be used: " + cause.getMessage(),
                        cause));
    }

    /**
     * What is wrong with the dates of a chain.
     *
     * @param whose whom its first certificate names
     */
    public static Optional<ChainFault> date(String whose, List<X509Certificate> chain, Instant now) {
        return chain.stream()
                .flatMap(certificate -> date(certificate, what(certificate, whose, chain), now).stream())
                .findFirst();
    }

    /** A chain of which a certificate was revoked. */
    public static ChainFault revoked(String whose, List<X509Certificate> chain, RevocationLists.Revocation revocation) {
        String what = what(revocation.certificate(), whose, chain);
        return new ChainFault(Kind.REVOKED, what + " was revoked on " + revocation.on());
    }

    private static String what(X509Certificate certificate, String whose, List<X509Certificate> chain) {
        return certificate.equals(chain.getFirst())
                ? "the certificate of " + whose
                : "certificate " + certificate.getSubjectX500Principal().getName() + " above that of " + whose;
    }

    private static Optional<ChainFault> date(X509Certificate certificate, String what, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return Optional.of(new ChainFault(Kind.EXPIRED, what + " expired on " + until));
        }
        if (now.isBefore(from)) {
            String text = what + " is not valid before " + from + ", and the clock here says "
                    + now.truncatedTo(ChronoUnit.SECONDS) + ": compare the clocks of both ends";
            return Optional.of(new ChainFault(Kind.NOT_YET_VALID, text));
        }
        return Optional.empty();
    }

    /** What is wrong with where a chain ends, if it ends at none of the authorities. */
    static Optional<String> origin(String whose, X509Certificate last, List<X509Certificate> authorities) {
        String issuer = last.getIssuerX500Principal().getName();
        List<X509Certificate> sameName = authorities.stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                .toList();
        if (authorities.contains(last) || sameName.stream().anyMatch(authority -> issued(authority, last))) {
            return Optional.empty();
        }
        String hint = sameName.isEmpty() ? "" : ", which is not the known one of that name: it has another key";
        return Optional.of("the certificate of " + whose + " comes from an unknown authority, " + issuer + hint);
    }

    static boolean issued(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherKey) {
            return false;
        }
    }
}
