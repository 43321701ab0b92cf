package org.openmfs.agent.peer;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.proto.Envelope;
import org.openmfs.agent.peer.proto.InterCfGrpc;
import org.openmfs.agent.peer.tls.PeerTls;
import org.openmfs.agent.peer.tls.ProvedPeers;
import org.openmfs.agent.peer.tls.TlsTrouble;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MFS Inter-MFS CF I/F of this CF (MFS 4.3.2): one gRPC stream with each known peer over mutual TLS, kept up as long
 * as the peer is known.
 *
 * <p>Of two CFs the one whose name comes first connects, the other listens. Everything but {@link #send} runs on one
 * thread of the link's own, the receiver's methods too; a message of a peer never arrives outside its link's up and down.
 */
public final class GrpcPeerLink implements PeerLink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcPeerLink.class);
    private static final int STREAMS_PER_PEER = 4;

    private final InetSocketAddress listen;
    private final Transport transport;
    private final PeerStream.Settings settings;
    private final RandomGenerator random;
    private final ProvedPeers proved;
    private final Map<CfId, Peer> peers = new ConcurrentHashMap<>();
    private final CallerNews strangers = new CallerNews(System::nanoTime);
    private final LongAdder refused = new LongAdder();
    private final Loop loop = new Loop("peer-link");
    private final Map<CfId, Dialer> dialers = new HashMap<>();
    private final Set<PeerStream> streams = new HashSet<>();
    private final PeerStream.Owner owner = new StreamOwner();
    private volatile Optional<Server> server = Optional.empty();
    private volatile Receiver receiver = new NobodyYet();

    /**
     * A link of the CF that the TLS certificate names.
     *
     * @param listen where peers may connect; port 0 takes a free one
     * @param random spreads the attempts to connect
     */
    public GrpcPeerLink(
            InetSocketAddress listen, PeerTls tls, LinkTimes times, LinkLimits limits, RandomGenerator random) {
        this.listen = listen;
        this.transport = new Transport(tls, times, limits);
        this.settings = new PeerStream.Settings(tls.self(), times, limits, System::nanoTime);
        this.random = random;
        this.proved = new ProvedPeers(tls);
    }

    /**
     * Listens, and begins to connect to the peers known.
     *
     * @throws IOException if the address cannot be listened on
     */
    public void start(Receiver events) throws IOException {
        receiver = events;
        server = Optional.of(transport.serve(listen, this::refusalOf, new Service(), this::handshakeFailed));
        loop.every(settings.times().heartbeat(), () -> List.copyOf(streams).forEach(PeerStream::tick));
        loop.every(settings.times().judgedAgain(), () -> List.copyOf(streams).forEach(this::judge));
        loop.execute(() -> dialers.values().forEach(Dialer::dial));
    }

    /** The port listened on. */
    public int port() {
        return server.orElseThrow(() -> new IllegalStateException("not started"))
                .getPort();
    }

    /** Signs for this CF, and judges what the peers of this link sign. */
    public Authenticator authenticator() {
        return proved;
    }

    /** This CF's name. */
    public CfId self() {
        return settings.self();
    }

    /**
     * Makes a peer known, or known at another address: a stream that exists is then ended and made anew.
     *
     * @throws IllegalArgumentException if the peer has this CF's own name
     */
    public void setPeer(CfId id, PeerAddress address) {
        if (id.equals(self())) {
            throw new IllegalArgumentException("CF " + id + " is not its own peer");
        }
        loop.execute(() -> {
            Peer known = peers.get(id);
            if (known == null || !known.address().equals(address)) {
                forget(id, "the peer's address changed");
                know(new Peer(id, address, self().name().compareTo(id.name()) < 0));
            }
        });
    }

    /** Ends the stream with a peer and refuses it from now on. */
    public void removePeer(CfId id) {
        loop.execute(() -> forget(id, "the peer was removed"));
    }

    /** How the link to each known peer stands. */
    public List<PeerState> states() {
        return peers.values().stream().map(Peer::state).toList();
    }

    /** How many callers with a valid certificate were turned away since they are unknown or ought to be called. */
    public long refusedCallers() {
        return refused.sum();
    }

    @Override
    public void send(CfId id, Message message) {
        Peer peer = peers.get(id);
        if (peer != null) {
            peer.stream().ifPresentOrElse(stream -> stream.send(message), peer.dropped::increment);
        }
    }

    @Override
    public void close() {
        server.ifPresent(Server::shutdownNow);
        loop.execute(() -> List.copyOf(peers.keySet()).forEach(id -> forget(id, "CF " + self().name() + " stops")));
        loop.close();
        transport.close();
    }

    private void know(Peer peer) {
        peers.put(peer.id(), peer);
        if (peer.connects()) {
            BackOff backOff = new BackOff(settings.times(), random);
            Dialer dialer =
                    new Dialer(peer, new Dialer.Means(transport, loop, this::inbound, this::uncallable), backOff);
            dialers.put(peer.id(), dialer);
            if (server.isPresent()) {
                dialer.dial();
            }
        }
    }

    /** A name that is none, or a fault of ours: either may be over at the next attempt. */
    private void uncallable(Peer peer, Throwable fault) {
        boolean oddName = fault instanceof IllegalArgumentException;
        String why = "peer " + peer.id() + " cannot be called at " + peer.address()
                + (oddName
                        ? ": expected an address, or a name of letters, digits, hyphens and dots"
                        : " by a fault of this CF, which its log describes");
        if (peer.failed(why)) {
            LOG.atError().setCause(oddName ? null : fault).log(why);
        }
        tellDown(peer, why);
    }

    private void forget(CfId id, String why) {
        Dialer dialer = dialers.remove(id);
        Peer peer = peers.remove(id);
        streamsOf(id).forEach(stream -> stream.end(Status.Code.PERMISSION_DENIED, why));
        if (dialer != null) {
            dialer.hangUp();
        }
        if (peer != null) {
            proved.forget(id);
            LOG.info("peer {} at {} forgotten: {}", id, peer.address(), why);
        }
    }

    private List<PeerStream> streamsOf(CfId id) {
        return streams.stream().filter(stream -> stream.peer().id().equals(id)).toList();
    }

    /** Asked in the TLS handshake. */
    private Optional<ChainFault> refusalOf(CfId caller) {
        Peer peer = peers.get(caller);
        if (peer != null && !peer.connects()) {
            return Optional.empty();
        }
        refused.increment();
        String why = peer == null ? "is not a peer of this CF" : "is called by this CF and may not call";
        return Optional.of(
                new ChainFault(ChainFault.Kind.NOT_WELCOME, "CF " + caller + " has a valid certificate, but " + why));
    }

    private void handshakeFailed(InetAddress caller, Throwable failure) {
        TlsTrouble.of(failure).ifPresent(trouble -> loop.execute(() -> callFailed(caller, trouble)));
    }

    /** A caller did not get as far as a stream: whoever it was or may have been is told, once. */
    private void callFailed(InetAddress caller, TlsTrouble trouble) {
        String text = "a call from " + caller.getHostAddress() + " failed: " + trouble.shown();
        List<Peer> meant = peers.values().stream()
                .filter(peer -> !peer.connects() && peer.stream().isEmpty())
                .filter(peer -> trouble.claimed()
                        .map(peer.id()::equals)
                        .orElseGet(() -> peer.address().isAt(caller)))
                .toList();
        boolean news = false;
        boolean ofPeer = false;
        for (Peer peer : meant) {
            if (peer.address().isAt(caller)) {
                ofPeer = true;
                news |= peer.called(text);
                tellDown(peer, text);
            } else if (peer.claimed(text)) {
                receiver.linkChanged(peer.id(), new LinkState.Down(text));
            }
        }
        if (ofPeer ? news : strangers.isNews(caller, text)) {
            LOG.warn("{}", text);
        }
    }

    /** Trusted once is not trusted for ever. */
    private void judge(PeerStream stream) {
        stream.session().flatMap(proved::fault).ifPresent(why -> stream.end(Status.Code.UNAUTHENTICATED, why));
    }

    private void tellDown(Peer peer, String why) {
        if (peer.mayTell()) {
            receiver.linkChanged(peer.id(), new LinkState.Down(why));
        }
    }

    private Inbound inbound(Peer peer, Line line) {
        return new Inbound(loop, sending -> opened(peer, line, sending));
    }

    private PeerStream opened(Peer peer, Line line, CallStreamObserver<Envelope> sending) {
        PeerStream stream = new PeerStream(peer, line, new Outbox(sending, settings.limits()), owner, settings);
        loop.execute(() -> {
            streams.add(stream);
            if (peers.get(peer.id()) != peer) {
                stream.end(Status.Code.PERMISSION_DENIED, "not a peer any more");
            } else if (streamsOf(peer.id()).size() > STREAMS_PER_PEER) {
                stream.end(Status.Code.RESOURCE_EXHAUSTED, "too many streams");
            } else {
                stream.open();
            }
        });
        return stream;
    }

    /** The listening side. */
    private final class Service extends InterCfGrpc.InterCfImplBase {
        @Override
        public StreamObserver<Envelope> converse(StreamObserver<Envelope> sending) {
            CfId caller = CallerIdentity.CALLER.get();
            Peer peer = peers.get(caller);
            if (peer == null || peer.connects()) {
                sending.onError(Status.PERMISSION_DENIED.asRuntimeException());
                return new Silence();
            }
            ServerCallStreamObserver<Envelope> call = (ServerCallStreamObserver<Envelope>) sending;
            call.disableAutoRequest();
            CallingLine line =
                    new CallingLine(Optional.of(CallerIdentity.SESSION.get()), CallingLine.Arriving.OF_CALL.get());
            Inbound inbound = inbound(peer, line);
            PeerStream stream = inbound.attach(call);
            call.setOnCancelHandler(() -> loop.execute(() -> stream.over("the connection is gone")));
            call.request(1);
            return inbound;
        }
    }

    /** What happens on streams, on the link's one thread. */
    private final class StreamOwner implements PeerStream.Owner {
        @Override
        public void greeted(PeerStream stream) {
            Peer peer = stream.peer();
            if (!acquainted(stream)) {
                stream.end(Status.Code.UNAUTHENTICATED, "TLS did not say by which certificates");
                return;
            }
            peer.stream().ifPresent(old -> old.end(Status.Code.ABORTED, "a newer stream replaces this one"));
            peer.use(Optional.of(stream));
            Optional.ofNullable(dialers.get(peer.id())).ifPresent(Dialer::succeeded);
            peer.recovered();
            LOG.info("link to {} at {} is up", peer.id(), peer.address());
            receiver.linkChanged(peer.id(), new LinkState.Up(stream.revision()));
        }

        private boolean acquainted(PeerStream stream) {
            try {
                proved.met(stream.peer().id(), stream.session().orElseThrow());
                return true;
            } catch (SSLPeerUnverifiedException | NoSuchElementException unknown) {
                return false;
            }
        }

        @Override
        public void received(PeerStream stream, Message message) {
            receiver.received(stream.peer().id(), message);
        }

        @Override
        public void ended(PeerStream stream, String why) {
            Peer peer = stream.peer();
            streams.remove(stream);
            boolean wasUp = peer.stream().equals(Optional.of(stream));
            boolean news = peer.failed(why);
            if (wasUp) {
                peer.use(Optional.empty());
                receiver.linkChanged(peer.id(), new LinkState.Down(why));
            } else if (peer.stream().isEmpty() && peers.get(peer.id()) == peer) {
                tellDown(peer, why);
            }
            if (wasUp || news) {
                LOG.info("link to {} at {} is down: {}", peer.id(), peer.address(), why);
            }
            if (peers.get(peer.id()) == peer) {
                Optional.ofNullable(dialers.get(peer.id())).ifPresent(Dialer::failed);
            }
        }
    }

    /** Hears the rest of a call that was refused. */
    private static final class Silence implements StreamObserver<Envelope> {
        @Override
        public void onNext(Envelope ignored) {}

        @Override
        public void onError(Throwable ignored) {}

        @Override
        public void onCompleted() {}
    }

    /** Before start there is nobody to tell. */
    private static final class NobodyYet implements Receiver {
        @Override
        public void received(CfId peer, Message message) {}

        @Override
        public void linkChanged(CfId peer, LinkState state) {}
    }
}
