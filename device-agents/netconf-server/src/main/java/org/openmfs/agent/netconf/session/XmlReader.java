package org.openmfs.agent.netconf.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.opendaylight.netconf.api.messages.NetconfMessage;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads messages as XML, and hands on an exception in place of one that is not well-formed. Takes the place of
 * OpenDaylight's decoder, which prints every such message's stack to the log.
 */
final class XmlReader extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
        var bytes = (ByteBuf) message;
        try {
            ctx.fireChannelRead(read(bytes));
        } finally {
            bytes.release();
        }
    }

    private static Object read(ByteBuf bytes) throws IOException {
        var space = bytes.forEachByte(next -> next == ' ' || next == '\n' || next == '\r' || next == '\t');
        bytes.readerIndex(Math.max(space, bytes.readerIndex()));
        var builder = UntrustedXML.newDocumentBuilder();
        // Its own handler prints to the standard error; this one says nothing and throws.
        builder.setErrorHandler(new DefaultHandler());
        try {
            return new NetconfMessage(builder.parse(new ByteBufInputStream(bytes)));
        } catch (SAXException malformed) {
            return malformed;
        }
    }
}
