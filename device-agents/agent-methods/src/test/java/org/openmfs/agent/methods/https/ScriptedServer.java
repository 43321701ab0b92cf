package org.openmfs.agent.methods.https;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on a loopback address that does with each connection what a test says. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();

    /** What is done with a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void run(Socket plain) throws IOException, InterruptedException;
    }

    /** What is done with a connection over TLS. */
    @FunctionalInterface
    interface TlsScript {
        void run(SSLSocket tls, Socket plain) throws IOException, InterruptedException;
    }

    ScriptedServer(InetAddress address, Script script) throws IOException {
        server = new ServerSocket(0, 50, address);
        threads.execute(() -> accept(script));
    }

    /** Over TLS of that version, where the client has to show its certificate. */
    static ScriptedServer tls(SSLContext context, String version, TlsScript script) throws IOException {
        return tls(InetAddress.getLoopbackAddress(), context, version, script);
    }

    static ScriptedServer tls(InetAddress address, SSLContext context, String version, TlsScript script)
            throws IOException {
        return new ScriptedServer(address, plain -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
            tls.setUseClientMode(false);
            tls.setNeedClientAuth(true);
            tls.setEnabledProtocols(new String[] {version});
            script.run(tls, plain);
            tls.close();
        });
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket, script));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            script.run(socket);
        } catch (IOException | InterruptedException gone) {
            troubles.add(String.valueOf(gone.getMessage()));
        }
    }

    /** What went wrong on the next connection that ends so. */
    String nextTrouble() throws InterruptedException {
        return troubles.take();
    }

    int port() {
        return server.getLocalPort();
    }

    URI address(String host) {
        return URI.create("https://" + host + ":" + port() + "/");
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
