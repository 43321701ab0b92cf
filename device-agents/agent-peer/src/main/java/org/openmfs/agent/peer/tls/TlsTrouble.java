package org.openmfs.agent.peer.tls;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.openmfs.agent.identity.TlsAlert;
import org.openmfs.agent.key.CfId;

/**
 * Why a connection with a peer did not come about, in an operator's words.
 *
 * @param claimed whom the peer's certificate names, where it was seen
 */
public record TlsTrouble(String text, Optional<CfId> claimed) {
    private static final int LONGEST = 300;

    /** The text on one line of bounded length, as it may quote what a stranger's certificate says. */
    public String shown() {
        String line = text.replaceAll("\\p{C}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** What a failed connection means; nothing where the layers below say no more than that it is gone. */
    public static Optional<TlsTrouble> of(Throwable failure) {
        List<Throwable> layers = layers(failure);
        return layers.stream()
                .filter(PeerRefused.class::isInstance)
                .map(layer -> of((PeerRefused) layer))
                .findFirst()
                .or(() -> layers.stream().flatMap(layer -> word(layer).stream()).findFirst())
                .or(() -> layers.reversed().stream()
                        .flatMap(layer -> plain(layer).stream())
                        .findFirst());
    }

    private static TlsTrouble of(PeerRefused refused) {
        return new TlsTrouble(refused.getMessage(), refused.claimed());
    }

    private static Optional<TlsTrouble> word(Throwable layer) {
        return switch (layer) {
            case TlsFatalAlertReceived received -> alert(received.getMessage(), "the peer");
            case TlsFatalAlert ours -> alert(ours.getMessage(), "this CF");
            default -> Optional.empty();
        };
    }

    private static Optional<TlsTrouble> alert(String message, String sender) {
        boolean theirs = sender.equals("the peer");
        return TlsAlert.in(message)
                .map(alert -> new TlsTrouble(theirs ? alert.sentBy(sender) : ours(alert), Optional.empty()));
    }

    /** What our own alert says of the peer. */
    private static String ours(TlsAlert alert) {
        return switch (alert) {
            case HANDSHAKE_FAILURE, PROTOCOL_VERSION, INSUFFICIENT_SECURITY ->
                "no common group, signature or protocol with the peer";
            case CERTIFICATE_REQUIRED -> "the peer showed no certificate";
            case DECRYPT_ERROR -> "the peer's signature is wrong: its certificate and key do not belong together";
            case NO_APPLICATION_PROTOCOL -> "the peer does not speak this protocol over TLS";
            case CERTIFICATE_EXPIRED,
                    UNKNOWN_CA,
                    CERTIFICATE_REVOKED,
                    BAD_CERTIFICATE,
                    UNSUPPORTED_CERTIFICATE,
                    CERTIFICATE_UNKNOWN,
                    ACCESS_DENIED,
                    UNRECOGNIZED_NAME -> "the peer's certificate cannot be used";
        };
    }

    private static Optional<TlsTrouble> plain(Throwable layer) {
        String text = String.valueOf(layer.getMessage());
        return switch (layer) {
            case ConnectException refused
            when text.toLowerCase(Locale.ROOT).contains("refused") -> Optional.of(trouble("nobody listens there"));
            case TlsTimeoutException late -> Optional.of(trouble("no answer in time"));
            case ClosedChannelException gone -> Optional.empty();
            case IOException io
            when io.getClass().getSimpleName().equals("NotSslRecordException") ->
                Optional.of(trouble("the other side speaks no TLS"));
            case IOException io -> Optional.of(trouble(text));
            default -> Optional.empty();
        };
    }

    private static TlsTrouble trouble(String text) {
        return new TlsTrouble(text, Optional.empty());
    }

    private static List<Throwable> layers(Throwable failure) {
        List<Throwable> layers = new ArrayList<>();
        for (Throwable layer = failure; layer != null && !layers.contains(layer); layer = layer.getCause()) {
            layers.add(layer);
        }
        return layers;
    }
}
