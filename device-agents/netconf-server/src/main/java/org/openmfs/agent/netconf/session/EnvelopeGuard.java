package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.opendaylight.netconf.api.messages.HelloMessage;
import org.opendaylight.netconf.api.messages.NetconfMessage;
import org.opendaylight.netconf.codec.MessageEncoder;
import org.opendaylight.netconf.codec.XMLMessageWriter;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.operation.ErrorReply;
import org.openmfs.agent.netconf.operation.RpcDispatch;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** Lets only such messages through to OpenDaylight's session as it handles well, and answers the others itself. */
final class EnvelopeGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeGuard.class);
    private static final String BASE_1_0 = "urn:ietf:params:netconf:base:1.0";
    private static final String BASE_1_1 = "urn:ietf:params:netconf:base:1.1";
    private static final String EXI = "urn:ietf:params:xml:ns:netconf:exi:1.0";

    private final ErrorReply errors;
    private volatile boolean isChunked;

    EnvelopeGuard(ErrorReply errors) {
        this.errors = requireNonNull(errors);
    }

    /** How messages are framed after the hellos; known once the session is up. */
    Framing agreedFraming() {
        return isChunked ? new ChunkedFraming() : new EndOfMessageFraming();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case HelloMessage hello -> readHello(ctx, hello);
            case NetconfMessage rpc -> readRpc(ctx, rpc);
            default -> {
                // The decoder hands on what it could not parse as the exception that it met.
                LOG.debug("not well-formed: {}", message);
                malformed(ctx);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("session from {} closed: its messages cannot be read", RemoteEnd.of(ctx.channel()));
        LOG.debug("cannot be read", cause);
        ctx.close();
    }

    private void readHello(ChannelHandlerContext ctx, HelloMessage hello) {
        var root = hello.getDocument().getDocumentElement();
        var capabilities = root.getElementsByTagNameNS(Elements.BASE, "capability");
        var isCommon = false;
        for (var i = 0; i < capabilities.getLength(); i++) {
            var capability = capabilities.item(i).getTextContent().trim();
            isChunked |= capability.equals(BASE_1_1);
            isCommon |= capability.equals(BASE_1_1) || capability.equals(BASE_1_0);
        }
        var hasId = root.getElementsByTagNameNS(Elements.BASE, "session-id").getLength() > 0;
        if (!isCommon || hasId) {
            LOG.info("session from {} closed: bad hello", RemoteEnd.of(ctx.channel()));
            ctx.close();
            return;
        }
        ctx.pipeline().get(MessageEncoder.class).setWriter(XMLMessageWriter.of());
        ctx.fireChannelRead(hello);
    }

    private void readRpc(ChannelHandlerContext ctx, NetconfMessage message) {
        var root = message.getDocument().getDocumentElement();
        if (!root.getLocalName().equals("rpc") || !Elements.BASE.equals(root.getNamespaceURI())) {
            LOG.info("session from {} closed: it sent no rpc", RemoteEnd.of(ctx.channel()));
            ctx.close();
            return;
        }
        try {
            checkRpc(root);
            ctx.fireChannelRead(message);
        } catch (RequestRefused refused) {
            answer(ctx, refused, RpcDispatch.reply(root));
        }
    }

    private static void checkRpc(Element rpc) throws RequestRefused {
        if (!rpc.hasAttribute("message-id")) {
            throw RequestRefused.ofRpc(ErrorTag.MISSING_ATTRIBUTE, "An rpc needs a message-id")
                    .info("bad-attribute", "message-id")
                    .info("bad-element", "rpc");
        }
        var request = Elements.only(rpc);
        if (EXI.equals(request.getNamespaceURI())) {
            throw RequestRefused.ofProtocol(ErrorTag.OPERATION_NOT_SUPPORTED, "This device does not speak EXI")
                    .info("bad-element", request.getLocalName());
        }
    }

    private void malformed(ChannelHandlerContext ctx) {
        if (!isChunked) {
            // A peer of base:1.0 does not know this error (RFC 6241 appendix A).
            ctx.close();
            return;
        }
        var document = UntrustedXML.newDocumentBuilder().newDocument();
        var reply = document.createElementNS(Elements.BASE, "rpc-reply");
        document.appendChild(reply);
        answer(ctx, RequestRefused.ofRpc(ErrorTag.MALFORMED_MESSAGE, "The message is not well-formed XML"), reply);
    }

    private void answer(ChannelHandlerContext ctx, RequestRefused refused, Element reply) {
        errors.write(refused, reply);
        ctx.channel().writeAndFlush(new NetconfMessage(reply.getOwnerDocument()));
    }
}
