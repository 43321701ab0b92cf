package org.openmfs.southbound.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.openmfs.controller.model.CleanText;

/** Why a server gave no answer, in words that tell an operator where to look. */
final class NoAnswer {
    private static final int DEEPEST = 16;
    private static final Pattern RECEIVED = Pattern.compile("Received fatal alert: ([a-z_]+)");
    private static final Set<String> OF_OUR_CERTIFICATE = Set.of(
            "certificate_required",
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca",
            "access_denied");

    private NoAnswer() {}

    /**
     * @param broken what the HTTP client says
     * @param secure whether TLS was tried
     */
    static String why(Throwable broken, boolean secure) {
        return find(broken, UnresolvedAddressException.class)
                .map(any -> "no address is known for this name")
                .or(() -> find(broken, HttpConnectTimeoutException.class).map(any -> late(secure)))
                .or(() -> find(broken, SSLException.class).map(NoAnswer::tls))
                .or(() -> find(broken, ConnectException.class).map(NoAnswer::refused))
                .or(() -> find(broken, ProtocolException.class).map(any -> "no HTTP is spoken there: is it https?"))
                .or(() -> find(broken, EOFException.class).map(any -> closed()))
                .or(() -> find(broken, SocketException.class).map(any -> closed()))
                .orElseGet(() -> other(broken));
    }

    /** What the other side's alert says of our certificate, if that is why (RFC 8446, section 6.2). */
    static Optional<String> certificateAlert(Throwable broken) {
        return find(broken, SSLException.class)
                .map(said -> RECEIVED.matcher(String.valueOf(said.getMessage())))
                .filter(Matcher::find)
                .map(alert -> alert.group(1))
                .filter(OF_OUR_CERTIFICATE::contains);
    }

    /** Whether a connection that stood was ended, and nothing says why. */
    static boolean isWordless(Throwable broken) {
        boolean refused = find(broken, ConnectException.class)
                .filter(any -> !String.valueOf(any.getMessage()).contains("reset"))
                .isPresent();
        return !refused && why(broken, true).equals(closed());
    }

    private static String late(boolean secure) {
        String within = " within " + RestconfClient.CONNECT_TIMEOUT.toMillis() + " ms";
        return secure
                ? "no connection with TLS" + within + ": does a way lead there, or is it http?"
                : "no connection" + within + ": does a way lead there?";
    }

    private static String refused(ConnectException broken) {
        String said = String.valueOf(broken.getMessage());
        if (said.contains("reset")) {
            return closed();
        }
        // The JDK's client says nothing where it was refused, and the system's words where no way led there.
        String words = words(said, "refused").toLowerCase(Locale.ROOT);
        return words.contains("refused")
                ? "the connection was refused: nobody listens there"
                : "no connection: " + words;
    }

    private static String closed() {
        return "the connection was closed without an answer: is another protocol spoken there (https)?";
    }

    private static String tls(SSLException broken) {
        String said = String.valueOf(broken.getMessage());
        if (said.contains("Unsupported or unrecognized SSL message")) {
            return "no TLS is spoken there: is it http?";
        }
        if (said.contains("terminated the handshake") || said.contains("reset")) {
            return closed();
        }
        return find(broken, CertificateExpiredException.class)
                .map(any -> "its certificate has expired")
                .or(() -> find(broken, CertificateNotYetValidException.class)
                        .map(any -> "its certificate is not valid yet"))
                .or(() -> find(broken, CertPathBuilderException.class).map(any -> unknown()))
                .or(() -> find(broken, CertPathValidatorException.class).map(any -> unknown()))
                .or(() -> find(broken, CertificateException.class)
                        .map(name -> "its certificate is for another name: " + CleanText.of(name.getMessage())))
                .orElseGet(() -> "TLS failed: " + words(said, "the connection was closed"));
    }

    private static String unknown() {
        return "its certificate leads to no authority that is trusted (leaf certificate-authority)";
    }

    private static String other(Throwable broken) {
        String said = String.valueOf(broken.getMessage());
        // What the JDK's client says of a connection that ends before the first octet of an answer.
        return said.contains("received no bytes") ? closed() : words(said, "the connection broke");
    }

    /** What the library says, unless that is nothing. */
    private static String words(String said, String otherwise) {
        String clean = CleanText.of(said);
        return clean.isEmpty() || clean.equals("null") ? otherwise : clean;
    }

    private static <T extends Throwable> Optional<T> find(Throwable broken, Class<T> kind) {
        Throwable at = broken;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (kind.isInstance(at)) {
                return Optional.of(kind.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
