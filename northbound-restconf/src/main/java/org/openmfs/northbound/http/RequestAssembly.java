package org.openmfs.northbound.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Puts the parts of a request together; one that is too big is refused as soon as that is known. */
final class RequestAssembly extends HttpObjectAggregator {
    private final HttpService service;

    RequestAssembly(int largestBody, HttpService service) {
        super(largestBody, true);
        this.service = service;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        HttpReply.Whole reply = service.refuse(HttpService.Problem.TOO_BIG);
        context.writeAndFlush(HttpConnection.response(reply, false, true)).addListener(ChannelFutureListener.CLOSE);
    }
}
