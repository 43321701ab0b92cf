package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.opendaylight.netconf.api.messages.HelloMessage;
import org.opendaylight.netconf.api.messages.NetconfMessage;
import org.opendaylight.netconf.api.messages.NotificationMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees every message that a session sends, and tells the gate when a request has got its answer. */
final class ReplyWatch extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWatch.class);

    private final FrameGate gate;
    private final AgentSession session;

    ReplyWatch(FrameGate gate, AgentSession session) {
        this.gate = requireNonNull(gate);
        this.session = requireNonNull(session);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        var isReply = message instanceof NetconfMessage
                && !(message instanceof HelloMessage)
                && !(message instanceof NotificationMessage);
        if (isReply) {
            promise.addListener(sent -> gate.answered());
        }
        ctx.write(message, promise);
        if (isReply) {
            session.replied();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.error("a session broke, so it is closed", cause);
        ctx.close();
    }
}
