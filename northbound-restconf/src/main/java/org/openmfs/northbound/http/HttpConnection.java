package org.openmfs.northbound.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: requests are answered one after the other, in the order in which they came (RFC 9112, section 9.3.2).
 * While one is being answered, nothing more is read.
 */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpService service;
    private final Executor workers;
    private final Duration patience;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;
    private Optional<Future<?>> deadline = Optional.empty();

    HttpConnection(HttpService service, Executor workers, Duration patience) {
        this.service = service;
        this.workers = workers;
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        awaitRequest(context);
        context.fireChannelActive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.ifPresent(timer -> timer.cancel(false));
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (busy) {
            waiting.add(request.retain());
        } else {
            begin(context, request);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection {} broke", context.channel(), cause);
        context.close();
    }

    private void begin(ChannelHandlerContext context, FullHttpRequest request) {
        busy = true;
        deadline.ifPresent(timer -> timer.cancel(false));
        context.channel().config().setAutoRead(false);
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        Optional<HttpCall> call = RequestReader.read(request);
        if (call.isEmpty()) {
            send(context, service.refuse(HttpService.Problem.MALFORMED), false, true);
            return;
        }
        boolean wantsBody = !request.method().equals(HttpMethod.HEAD);
        try {
            workers.execute(() -> answer(context, call.get(), keepAlive, wantsBody));
        } catch (RejectedExecutionException e) {
            context.close();
        }
    }

    private void answer(ChannelHandlerContext context, HttpCall call, boolean keepAlive, boolean wantsBody) {
        HttpReply reply = service.answer(call);
        context.executor().execute(() -> {
            switch (reply) {
                case HttpReply.Whole whole -> send(context, whole, keepAlive, wantsBody);
                case HttpReply.Events(EventSource source) -> {
                    context.channel().config().setAutoRead(true);
                    context.pipeline().replace(this, "events", new EventConnection(source));
                }
            }
        });
    }

    private void send(ChannelHandlerContext context, HttpReply.Whole reply, boolean keepAlive, boolean wantsBody) {
        var written = context.writeAndFlush(response(reply, keepAlive, wantsBody));
        if (keepAlive) {
            written.addListener(ignored -> next(context));
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void next(ChannelHandlerContext context) {
        busy = false;
        FullHttpRequest request = waiting.poll();
        if (request != null) {
            try {
                begin(context, request);
            } finally {
                request.release();
            }
        } else if (context.channel().isActive()) {
            awaitRequest(context);
            context.channel().config().setAutoRead(true);
        }
    }

    private void awaitRequest(ChannelHandlerContext context) {
        deadline = Optional.of(
                context.executor().schedule((Runnable) context::close, patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    static FullHttpResponse response(HttpReply.Whole reply, boolean keepAlive, boolean wantsBody) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                wantsBody ? Unpooled.wrappedBuffer(reply.body()) : Unpooled.EMPTY_BUFFER);
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        if (reply.status() != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        response.headers()
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return response;
    }
}
