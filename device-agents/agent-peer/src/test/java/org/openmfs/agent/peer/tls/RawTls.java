package org.openmfs.agent.peer.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.TlsException;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.openmfs.agent.identity.CredentialFiles;
import org.openmfs.agent.identity.Credentials;

/** A bare TLS client with everything to choose, to see what a server says to it. */
public final class RawTls {
    /** The server hung up before it could be heard why. */
    public static final String BROKEN = "the connection broke";

    private final Provider crypto = new BouncyCastleProvider();
    private final Provider jsse = new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider().setProvider(crypto));
    private final CredentialFiles files = CredentialFiles.of(crypto);
    private Optional<Credentials> own = Optional.empty();
    private String[] groups = {"X25519MLKEM768"};
    private String[] schemes = {"mldsa65", "mldsa87"};
    private String version = PeerTls.PROTOCOL;

    public RawTls as(Credentials credentials) {
        own = Optional.of(credentials);
        return this;
    }

    public RawTls groups(String... names) {
        groups = names;
        return this;
    }

    public RawTls schemes(String... names) {
        schemes = names;
        return this;
    }

    public RawTls version(String name) {
        version = name;
        return this;
    }

    /**
     * Connects and reads one octet.
     *
     * @return the refusal that TLS told, or nothing where the server spoke HTTP/2
     */
    public Optional<String> refusal(int port, Credentials trusting) throws IOException, GeneralSecurityException {
        try (SSLSocket socket =
                (SSLSocket) context(trusting).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            BCSSLSocket choosing = (BCSSLSocket) socket;
            BCSSLParameters parameters = choosing.getParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setNamedGroups(groups);
            parameters.setSignatureSchemes(schemes);
            parameters.setSignatureSchemesCert(schemes);
            parameters.setApplicationProtocols(new String[] {"h2"});
            choosing.setParameters(parameters);
            return met(socket);
        }
    }

    private static Optional<String> met(SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
            return socket.getInputStream().read() >= 0 ? Optional.empty() : Optional.of(BROKEN);
        } catch (SSLException | TlsException e) {
            return Optional.of(e.toString());
        } catch (SocketException e) {
            return Optional.of(BROKEN);
        }
    }

    private SSLContext context(Credentials trusting) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", jsse);
        trust.init(files.trusted(trusting.authorities()));
        SSLContext context = SSLContext.getInstance("TLS", jsse);
        TrustManager[] trusted = trust.getTrustManagers();
        context.init(keys(), trusted, SecureRandom.getInstance("DEFAULT", crypto));
        return context;
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        if (own.isEmpty()) {
            return new KeyManager[0];
        }
        CredentialFiles.OwnKey key = files.own(own.get());
        KeyStore store = key.store();
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", jsse);
        factory.init(store, key.password());
        return factory.getKeyManagers();
    }
}
