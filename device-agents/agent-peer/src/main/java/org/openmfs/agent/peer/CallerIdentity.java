package org.openmfs.agent.peer;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.tls.PeerIdentity;

/** Tells a server's handler which CF calls, by the certificate of the TLS session. */
final class CallerIdentity implements ServerInterceptor {
    static final Context.Key<CfId> CALLER = Context.key("caller");
    static final Context.Key<SSLSession> SESSION = Context.key("session");

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        try {
            CfId caller = PeerIdentity.of((X509Certificate) session.getPeerCertificates()[0]);
            Context known = Context.current().withValue(CALLER, caller).withValue(SESSION, session);
            return Contexts.interceptCall(known, call, headers, next);
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            call.close(Status.UNAUTHENTICATED.withDescription("no CF is named"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
