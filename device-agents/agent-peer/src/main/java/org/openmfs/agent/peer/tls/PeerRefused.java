package org.openmfs.agent.peer.tls;

import java.io.Serial;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.key.CfId;

/** A peer's certificate was not accepted: why, and whom it names, which is proved by nothing. */
public final class PeerRefused extends CertificateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Optional<CfId> claimed;
    private final ChainFault fault;

    PeerRefused(Optional<CfId> claimed, ChainFault fault) {
        super(fault.getMessage(), fault);
        this.claimed = claimed;
        this.fault = fault;
    }

    /** Whom the certificate names, if it names a CF. */
    public Optional<CfId> claimed() {
        return claimed;
    }

    public ChainFault fault() {
        return fault;
    }
}
