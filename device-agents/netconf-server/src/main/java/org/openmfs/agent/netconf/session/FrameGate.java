package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the messages of a session through one at a time: the next when the last was answered and the client has taken
 * the answer. Closes a session that breaks the framing, sends too much at once, or more than it waits for. Works on
 * the connection's own thread.
 */
final class FrameGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(FrameGate.class);
    private static final String TOO_BIG = "<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><rpc-error>"
            + "<error-type>rpc</error-type><error-tag>%s</error-tag><error-severity>error</error-severity>"
            + "<error-message xml:lang=\"en\">%s</error-message></rpc-error></rpc-reply>";

    private final Limits.Messages limits;
    private final SharedBudget budget;
    private final ByteBuf header;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private ByteBuf current = Unpooled.buffer();
    private Framing framing = new EndOfMessageFraming();
    private Phase phase = Phase.HELLO;
    private ChannelHandlerContext context;
    private long held;
    private long inTurn;
    private long waitingBytes;
    private int markup;
    private boolean isLast;

    private enum Phase {
        /** The first message is on its way. */
        HELLO,
        /** The session is being set up: what comes is kept as it is. */
        SETUP,
        /** The next message may go through. */
        FREE,
        /** A message is being answered. */
        BUSY,
        CLOSED
    }

    /**
     * Guards one session.
     *
     * @param header goes through before the first message: it tells OpenDaylight's session who the client is
     */
    FrameGate(Limits.Messages limits, SharedBudget budget, ByteBuf header) {
        this.limits = requireNonNull(limits);
        this.budget = requireNonNull(budget);
        this.header = requireNonNull(header);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
        try {
            if (phase != Phase.CLOSED && take(in.readableBytes())) {
                read(in);
            }
        } catch (BrokenFraming broken) {
            LOG.info("session from {} closed: {}", RemoteEnd.of(ctx.channel()), broken.getMessage());
            close();
        } finally {
            in.release();
        }
    }

    /** The session is set up; from now on it is framed like this. */
    void open(Framing agreed) {
        context.executor().execute(() -> {
            if (phase == Phase.SETUP) {
                framing = agreed;
                turnDone(Phase.FREE);
                var early = current;
                current = Unpooled.buffer();
                readHeldBack(early);
                letNextThrough();
            }
        });
    }

    /** The message that went through last is answered, and the client has the answer. */
    void answered() {
        context.executor().execute(() -> {
            if (phase == Phase.BUSY) {
                turnDone(Phase.FREE);
                letNextThrough();
            }
        });
    }

    /** The client sends no more: what it has sent is answered yet. */
    void endOfInput() {
        context.executor().execute(() -> {
            isLast = true;
            closeIfDone();
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forget();
        ctx.fireChannelInactive();
    }

    private void readHeldBack(ByteBuf early) {
        try {
            read(early);
        } catch (BrokenFraming broken) {
            LOG.info("session closed: {}", broken.getMessage());
            close();
        }
    }

    private boolean take(int bytes) {
        if (!budget.take(bytes)) {
            refuse("resource-denied", "Too much is under way already");
            return false;
        }
        held += bytes;
        return true;
    }

    private void read(ByteBuf in) throws BrokenFraming {
        while (in.isReadable() && phase != Phase.CLOSED) {
            if (phase == Phase.SETUP) {
                current.writeBytes(in);
                checkSize(limits.bytes());
                return;
            }
            var from = current.writerIndex();
            var isComplete = framing.read(in, current);
            markup += countMarkup(from);
            checkSize(phase == Phase.HELLO ? limits.helloBytes() : limits.bytes());
            if (isComplete && phase != Phase.CLOSED) {
                complete();
            }
        }
    }

    private void complete() throws BrokenFraming {
        var message = current;
        current = Unpooled.buffer();
        markup = 0;
        if (isBlank(message)) {
            throw new BrokenFraming("a message is empty");
        }
        if (phase == Phase.HELLO) {
            phase = Phase.SETUP;
            inTurn = message.readableBytes();
            context.fireChannelRead(framing.frame(Unpooled.wrappedBuffer(header, message)));
            return;
        }
        waiting.add(message);
        waitingBytes += message.readableBytes();
        if (waitingBytes > limits.bytes() && phase == Phase.BUSY) {
            LOG.info("session from {} closed: more requests wait than may", RemoteEnd.of(context.channel()));
            close();
        }
        letNextThrough();
    }

    private void letNextThrough() {
        if (phase == Phase.FREE && !waiting.isEmpty()) {
            phase = Phase.BUSY;
            var message = waiting.remove();
            inTurn = message.readableBytes();
            waitingBytes -= inTurn;
            context.fireChannelRead(framing.frame(message));
        }
        closeIfDone();
    }

    private void turnDone(Phase next) {
        phase = next;
        // Framing and anything else that was taken beyond the messages themselves is given back as well.
        var kept = waitingBytes + current.readableBytes();
        budget.giveBack(held - kept);
        held = kept;
        inTurn = 0;
    }

    private void checkSize(int limit) {
        if (current.readableBytes() > limit || markup > limits.markup()) {
            refuse("too-big", "A message is too big for this device");
        }
    }

    private int countMarkup(int from) {
        var count = 0;
        for (var i = from; i < current.writerIndex(); i++) {
            var next = current.getByte(i);
            if (next == '<' || next == '=') {
                count++;
            }
        }
        return count;
    }

    private static boolean isBlank(ByteBuf message) {
        return message.forEachByte(next -> next == ' ' || next == '\n' || next == '\r' || next == '\t') < 0;
    }

    private void refuse(String tag, String message) {
        LOG.info("session from {} closed: {}", RemoteEnd.of(context.channel()), message);
        var isSetUp = phase != Phase.HELLO && phase != Phase.SETUP;
        forget();
        if (isSetUp) {
            context.writeAndFlush(framing.frame(TOO_BIG.formatted(tag, message)))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
    }

    private void closeIfDone() {
        if (isLast && (phase == Phase.FREE || phase == Phase.HELLO)) {
            close();
        }
    }

    private void close() {
        forget();
        context.close();
    }

    private void forget() {
        phase = Phase.CLOSED;
        waiting.clear();
        waitingBytes = 0;
        current = Unpooled.EMPTY_BUFFER;
        budget.giveBack(held);
        held = 0;
    }
}
