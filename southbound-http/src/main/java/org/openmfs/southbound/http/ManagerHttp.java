package org.openmfs.southbound.http;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.openmfs.southbound.http.identity.ClientIdentity;
import org.openmfs.southbound.http.identity.PemIdentity;
import org.openmfs.southbound.http.identity.UnusableIdentity;

/** The HTTP client of one manager: another one from when its identity was renewed; what is under way ends with the old. */
final class ManagerHttp {
    private final Optional<TrustManager[]> trusted;
    private final Optional<ClientIdentity> identity;
    private Optional<PemIdentity> shown = Optional.empty();
    private HttpClient client;

    /** @throws IllegalArgumentException if the authority's PEM text holds no certificate */
    ManagerHttp(ManagerTls tls) {
        trusted = tls.authority().map(PinnedAuthority::trust);
        identity = tls.identity();
        client = client(new KeyManager[0]);
    }

    /** @throws UnusableIdentity if there is an identity to be shown, and it can't be */
    synchronized HttpClient current() throws UnusableIdentity {
        if (identity.isPresent()) {
            PemIdentity now = identity.get().current();
            if (shown.isEmpty() || shown.get() != now) {
                client = client(now.keyManagers());
                shown = Optional.of(now);
            }
        }
        return client;
    }

    private HttpClient client(KeyManager... keys) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(RestconfClient.CONNECT_TIMEOUT);
        if (trusted.isPresent() || keys.length > 0) {
            builder.sslContext(context(keys));
        }
        return builder.build();
    }

    private SSLContext context(KeyManager... keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted.orElse(null), null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java platform has TLS", broken);
        }
    }
}
