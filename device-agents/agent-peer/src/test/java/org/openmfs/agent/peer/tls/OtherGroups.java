package org.openmfs.agent.peer.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import org.openmfs.agent.identity.Credentials;

/** An identity that offers other groups than a CF does, to be refused. */
public final class OtherGroups {
    private OtherGroups() {}

    public static PeerTls tls(Credentials credentials, String... groups) throws IOException, GeneralSecurityException {
        return new PeerTls(
                credentials,
                java.util.Optional.empty(),
                InstantSource.system(),
                new HybridContext.Groups(groups, new String[] {"mldsa65", "mldsa87"}));
    }
}
