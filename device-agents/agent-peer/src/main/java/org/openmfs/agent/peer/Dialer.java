package org.openmfs.agent.peer;

import io.grpc.ManagedChannel;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.openmfs.agent.peer.proto.InterCfGrpc;

/**
 * Keeps trying to have a stream with one peer, each attempt on a connection of its own; runs on the link's one thread.
 */
final class Dialer {
    private final Peer peer;
    private final Transport transport;
    private final Loop loop;
    private final BiFunction<Peer, Line, Inbound> inbound;
    private final BiConsumer<Peer, Throwable> broken;
    private final BackOff backOff;
    private Optional<ManagedChannel> channel = Optional.empty();
    private Optional<ScheduledFuture<?>> retry = Optional.empty();

    /** What one calls with, and whom one tells. */
    record Means(
            Transport transport,
            Loop loop,
            BiFunction<Peer, Line, Inbound> inbound,
            BiConsumer<Peer, Throwable> broken) {}

    /** @param means tells of a peer that cannot be called at all, which is tried again all the same */
    Dialer(Peer peer, Means means, BackOff backOff) {
        this.peer = peer;
        this.transport = means.transport();
        this.loop = means.loop();
        this.inbound = means.inbound();
        this.broken = means.broken();
        this.backOff = backOff;
    }

    void dial() {
        hangUp();
        try {
            call();
        } catch (RuntimeException | Error fault) {
            failed();
            broken.accept(peer, fault);
        }
    }

    private void call() {
        ManagedChannel fresh = transport.channel(peer.address(), peer.id());
        channel = Optional.of(fresh);
        CalledLine line = new CalledLine();
        InterCfGrpc.newStub(fresh).withInterceptors(line).converse(inbound.apply(peer, line));
    }

    /** The stream came up: the next failure is retried soon. */
    void succeeded() {
        backOff.reset();
    }

    /** The stream is over: the connection goes too, and another attempt follows. */
    void failed() {
        hangUp();
        retry = Optional.of(loop.after(backOff.next(), this::dial));
    }

    void hangUp() {
        retry.ifPresent(planned -> planned.cancel(false));
        retry = Optional.empty();
        channel.ifPresent(ManagedChannel::shutdownNow);
        channel = Optional.empty();
    }
}
