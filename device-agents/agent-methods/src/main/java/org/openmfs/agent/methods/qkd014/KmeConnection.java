package org.openmfs.agent.methods.qkd014;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.methods.https.HttpsClient;
import org.openmfs.agent.methods.https.HttpsPlace;
import org.openmfs.agent.methods.https.HttpsRequest;
import org.openmfs.agent.methods.https.Overdue;
import org.openmfs.agent.methods.https.UnusableAnswer;
import org.openmfs.agent.methods.https.WipedMemory;

/** Sends requests to a KME, each once at most, and tells in an operator's words what came of those without an answer. */
final class KmeConnection implements AutoCloseable {
    /** Ample for one key of the greatest length (11 KiB in base64) with extensions. */
    static final int LARGEST_ANSWER = 32 << 10;

    private static final Duration FOR_A_KNOCK = Duration.ofSeconds(1);

    private final HttpsClient client;
    private final Duration timeout;
    private final String place;

    KmeConnection(SSLContext tls, KmeSettings settings, WipedMemory memory) {
        this.timeout = settings.requestTimeout();
        this.place = settings.base().getAuthority();
        HttpsClient.Patience patience = new HttpsClient.Patience(settings.connectTimeout(), timeout);
        this.client = new HttpsClient(tls, HttpsPlace.of(settings.base()), patience, memory);
    }

    @MustBeClosed
    KmeReply get(URI address) throws MethodFailure {
        return exchange(HttpsRequest.get(address));
    }

    @MustBeClosed
    KmeReply post(URI address, String json) throws MethodFailure {
        return exchange(HttpsRequest.post(address, json));
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the reply owns the answer
    private KmeReply exchange(HttpsRequest request) throws MethodFailure {
        try {
            return new KmeReply(client.send(request));
        } catch (InterruptedException e) {
            throw stopped();
        } catch (UnusableAnswer unusable) {
            throw new MethodFailure(MethodFailure.Reason.MALFORMED, "the KME's answer " + unusable.getMessage());
        } catch (Overdue late) {
            throw new MethodFailure(MethodFailure.Reason.UNREACHABLE, late(late));
        } catch (IOException io) {
            throw new MethodFailure(MethodFailure.Reason.UNREACHABLE, trouble(io));
        }
    }

    private static MethodFailure stopped() {
        Thread.currentThread().interrupt();
        return new MethodFailure(MethodFailure.Reason.UNREACHABLE, "stopped while waiting for the KME");
    }

    private String late(Overdue late) {
        return switch (late.stage()) {
            case CONNECTION -> "no answer from " + place + " to a connection in time";
            case HANDSHAKE -> place + " takes connections, and did not answer the TLS handshake in time";
            case ANSWER -> "the KME did not answer within " + timeout.toMillis() + " ms";
        };
    }

    private String trouble(IOException failure) throws MethodFailure {
        Optional<String> named = KmeTrouble.named(failure, place);
        return named.isPresent() ? named.get() : lastWord().orElseGet(() -> KmeTrouble.broken(place));
    }

    private Optional<String> lastWord() throws MethodFailure {
        try {
            return client.refusal(FOR_A_KNOCK).flatMap(refused -> KmeTrouble.named(refused, place));
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
