package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.identity.TlsAlert;

/** What stands in the way to a KME, in an operator's words. */
final class KmeTrouble {
    private static final String KME = "the KME";

    private KmeTrouble() {}

    /**
     * The cause, where the failure says one.
     *
     * @param place host and port of the KME
     */
    static Optional<String> named(IOException failure, String place) {
        return layers(failure).flatMap(layer -> words(layer, place).stream()).findFirst();
    }

    /** Of a failure that says none. */
    static String broken(String place) {
        return "the connection with the KME at " + place + " broke before its answer was whole";
    }

    private static Optional<String> words(Throwable layer, String place) {
        return switch (layer) {
            case ChainFault fault -> Optional.of("the KME's certificate is not accepted: " + fault.getMessage());
            case UnknownHostException unknown ->
                Optional.of("the host " + place.replaceFirst(":[0-9]+$", "") + " is not known");
            case SSLException tls -> tls(tls);
            case SocketException unmet -> unmet(unmet, place);
            default -> Optional.empty();
        };
    }

    /** Of a connection that never was; one that broke is told elsewhere. */
    private static Optional<String> unmet(SocketException failure, String place) {
        String text = Optional.ofNullable(failure.getMessage())
                .orElse("no way leads there")
                .toLowerCase(Locale.ROOT);
        if (text.contains("refused")) {
            return Optional.of("nobody listens at " + place);
        }
        return failure instanceof ConnectException
                        || failure instanceof NoRouteToHostException
                        || text.contains("unreachable")
                ? Optional.of(place + " cannot be reached: " + text)
                : Optional.empty();
    }

    private static Optional<String> tls(SSLException tls) {
        String text = String.valueOf(tls.getMessage());
        if (layers(tls).anyMatch(ChainFault.class::isInstance)) {
            return Optional.empty();
        }
        if (text.contains("plaintext connection")) {
            return Optional.of("the port of the KME speaks no TLS");
        }
        return Optional.of(TlsAlert.in(text)
                .filter(alert -> text.contains("fatal alert"))
                .map(alert -> alert.sentBy(KME))
                .orElse("no TLS with the KME: " + text));
    }

    private static Stream<Throwable> layers(Throwable failure) {
        return Stream.iterate(failure, layer -> layer != null, Throwable::getCause)
                .limit(16);
    }
}
