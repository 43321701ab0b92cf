package org.openmfs.testbed.web;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS of one door, whose certificate can be replaced while the door is open; nobody resumes a session under the old one. */
final class RenewableTls extends SslContextFactory.Server {
    private volatile SSLContext current;

    RenewableTls(ServerTls tls) {
        current = tls.context();
        setSslContext(tls.context());
        setIncludeProtocols("TLSv1.3", "TLSv1.2");
        setNeedClientAuth(tls.clientsMustProveIdentity());
    }

    void renew(SSLContext fresh) {
        current = fresh;
    }

    @Override
    public SSLContext getSslContext() {
        return current;
    }
}
