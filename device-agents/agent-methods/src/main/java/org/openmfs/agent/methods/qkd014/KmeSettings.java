package org.openmfs.agent.methods.qkd014;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.method.MethodId;

/**
 * One KME as this CF uses it; a CF with several KMEs has one method with one of these for each.
 *
 * @param method the id under which this KME is offered to peers, {@code qkd-014} for the only one
 * @param base where the KME is: {@code https://host[:port][/path]}
 * @param own this CF's SAE id; the KME takes it from the client certificate, here it is for show commands
 * @param peers the SAE id of a peer CF, where it has one; asked for each key, so that it may change
 * @param length length of the keys asked for
 * @param connectTimeout longest time for a connection, TLS included
 * @param requestTimeout longest time for a whole answer, connection included
 */
public record KmeSettings(
        MethodId method,
        URI base,
        SaeId own,
        Function<CfId, Optional<SaeId>> peers,
        KeyLength length,
        Duration connectTimeout,
        Duration requestTimeout) {
    /** The id of the only KME's method. */
    public static final MethodId QKD_014 = new MethodId("qkd-014");

    public static final KeyLength DEFAULT_LENGTH = KeyLength.bits(256);
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private static final int SHORTEST_KEY = 128;

    public KmeSettings {
        requireReachable(base);
        if (length.bits() < SHORTEST_KEY) {
            throw new IllegalArgumentException("a QKD key must have 128 bits or more, not " + length.bits());
        }
        if (!connectTimeout.isPositive() || !requestTimeout.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
    }

    /** The settings of the only KME, with the default length and timeouts. */
    public static KmeSettings of(URI base, SaeId own, Function<CfId, Optional<SaeId>> peers) {
        return new KmeSettings(
                QKD_014, base, own, peers, DEFAULT_LENGTH, DEFAULT_CONNECT_TIMEOUT, DEFAULT_REQUEST_TIMEOUT);
    }

    /**
     * Refuses what is no address of a KME; the text does not repeat it, since it may hold a password.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static void requireReachable(URI base) {
        boolean bare = base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null;
        if (!"https".equals(base.getScheme()) || base.getHost() == null || !bare) {
            throw new IllegalArgumentException("https://host[:port] or https://host[:port]/path");
        }
    }

    Optional<SaeId> saeOf(CfId peer) {
        return peers.apply(peer);
    }

    /** A method's address for keys shared with the given SAE (ETSI GS QKD 014, clause 5.1). */
    URI address(SaeId sae, String call) {
        String path = base.getRawPath().replaceFirst("/+$", "");
        return base.resolve(path + "/api/v1/keys/" + sae.pathSegment() + "/" + call);
    }
}
