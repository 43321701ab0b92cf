package org.openmfs.agent.methods.qkd014;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.openmfs.agent.method.MethodFailure;

/**
 * Sends one request at a time to a KME and gives up in time: no proxy, no redirect, no second try of a POST, a bounded
 * answer, TLS 1.2 or 1.3.
 */
final class KmeConnection implements AutoCloseable {
    /** Ample for one key of the greatest length (11 KiB in base64) with extensions. */
    static final int LARGEST_ANSWER = 32 << 10;

    private static final String JSON = "application/json";

    private final HttpClient client;
    private final Duration timeout;
    private final String place;
    private final KmeKnock knock;

    KmeConnection(SSLContext tls, KmeSettings settings) {
        SSLParameters versions = new SSLParameters();
        versions.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        this.timeout = settings.requestTimeout();
        this.place = settings.base().getAuthority();
        this.knock = new KmeKnock(tls, settings.base());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .sslContext(tls)
                .sslParameters(versions)
                .build();
    }

    /** Asks with GET, which the HTTP client may repeat on a broken connection: for calls that consume nothing. */
    @MustBeClosed
    KmeReply get(URI address) throws MethodFailure {
        return exchange(request(address).GET().build());
    }

    /** Asks with POST, sent once at most. */
    @MustBeClosed
    KmeReply post(URI address, String json) throws MethodFailure {
        return exchange(request(address)
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Accept", JSON);
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed here on every failure, by the receiver of the reply otherwise
    private KmeReply exchange(HttpRequest request) throws MethodFailure {
        BoundedBody body = new BoundedBody(LARGEST_ANSWER);
        CompletableFuture<HttpResponse<BoundedBody>> pending = client.sendAsync(request, header -> body);
        boolean answered = false;
        try {
            HttpResponse<BoundedBody> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            answered = true;
            return new KmeReply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            throw new MethodFailure(
                    MethodFailure.Reason.UNREACHABLE, "the KME did not answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MethodFailure(MethodFailure.Reason.UNREACHABLE, "stopped while waiting for the KME");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (!answered) {
                pending.cancel(true);
                body.close();
            }
        }
    }

    private MethodFailure failure(Throwable cause) {
        return switch (cause) {
            case BoundedBody.TooLarge tooLarge ->
                new MethodFailure(MethodFailure.Reason.MALFORMED, "the KME's answer has " + tooLarge.getMessage());
            case ProtocolException malformed -> notHttp();
            // a header such as "Content-Length: x" surfaces as NumberFormatException
            case RuntimeException malformed -> notHttp();
            case IOException io -> new MethodFailure(MethodFailure.Reason.UNREACHABLE, trouble(io));
            default -> throw new IllegalStateException("the HTTP client failed", cause);
        };
    }

    private String trouble(IOException failure) {
        return KmeTrouble.named(failure, place)
                .or(() -> knock.refusal().flatMap(refused -> KmeTrouble.named(refused, place)))
                .orElseGet(() -> KmeTrouble.broken(place));
    }

    private static MethodFailure notHttp() {
        return new MethodFailure(MethodFailure.Reason.MALFORMED, "the KME's answer is not HTTP");
    }

    /** Lets what is under way come to its end, and takes nothing new. */
    void retire() {
        client.shutdown();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
