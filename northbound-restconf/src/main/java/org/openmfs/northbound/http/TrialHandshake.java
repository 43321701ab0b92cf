package org.openmfs.northbound.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/**
 * Whether a server could prove to a client that its certificate is its own, tried out within this process: a key of
 * another certificate is otherwise noticed by clients only.
 */
final class TrialHandshake {
    private static final int MOST_FLIGHTS = 16;

    private final SslContext server;

    TrialHandshake(SslContext server) {
        this.server = server;
    }

    boolean succeeds() throws SSLException {
        SslHandler asking = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .build()
                .newHandler(UnpooledByteBufAllocator.DEFAULT);
        EmbeddedChannel client = new EmbeddedChannel(asking);
        EmbeddedChannel answering = new EmbeddedChannel(server.newHandler(UnpooledByteBufAllocator.DEFAULT));
        try {
            for (int flight = 0;
                    flight < MOST_FLIGHTS && !asking.handshakeFuture().isDone();
                    flight++) {
                pass(client, answering);
                pass(answering, client);
            }
            return asking.handshakeFuture().isSuccess();
        } catch (DecoderException refused) {
            return false;
        } finally {
            client.finishAndReleaseAll();
            answering.finishAndReleaseAll();
        }
    }

    private static void pass(EmbeddedChannel from, EmbeddedChannel to) {
        for (ByteBuf octets = from.readOutbound(); octets != null; octets = from.readOutbound()) {
            to.writeInbound(octets);
        }
    }
}
