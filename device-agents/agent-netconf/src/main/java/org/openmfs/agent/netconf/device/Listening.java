package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.peer.PeerAddress;

/**
 * Where a server listens, and where others call it, which may be elsewhere.
 *
 * @param host as its user wrote it, without brackets
 * @param bind port 0 takes a free one
 * @param advertise where others call it, if not at the address listened at
 */
public record Listening(String host, InetSocketAddress bind, Optional<PeerAddress> advertise) {
    /** A server that is called where it listens. */
    public static Listening at(InetSocketAddress bind) {
        return new Listening(bind.getHostString(), bind, Optional.empty());
    }

    /** The same server, called elsewhere. */
    Listening advertising(Optional<PeerAddress> address) {
        return new Listening(host, bind, address);
    }

    /**
     * Whether others can call the address listened at: it is not every address, nor one whose scope is known on this
     * machine alone.
     */
    boolean isCallable() {
        InetAddress address = bind.getAddress();
        return !address.isAnyLocalAddress() && !address.isLinkLocalAddress();
    }

    /**
     * The one address to tell others.
     *
     * @param port that it listens at by now
     * @throws IllegalStateException if none is known; the file's reader has refused that
     */
    public PeerAddress told(int port) {
        if (advertise.isEmpty() && !isCallable()) {
            throw new IllegalStateException("nobody can call " + this);
        }
        return advertise.orElseGet(() -> new PeerAddress(host, port));
    }

    /**
     * Every address at which it can be called, as far as this machine knows.
     *
     * @param port that it listens at by now
     */
    public List<PeerAddress> callable(int port) throws IOException {
        if (advertise.isPresent() || !bind.getAddress().isAnyLocalAddress()) {
            return List.of(advertise.orElseGet(() -> new PeerAddress(host, port)));
        }
        boolean fourOnly = bind.getAddress() instanceof Inet4Address;
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .filter(address -> address instanceof Inet4Address || !fourOnly)
                .sorted(Comparator.comparing(InetAddress::isLoopbackAddress))
                .map(address -> new PeerAddress(AddressText.of(address).replaceFirst("%.*", ""), port))
                .toList();
    }

    /** ADDRESS:PORT as in the file. */
    @Override
    public String toString() {
        return AddressText.of(host, bind.getPort());
    }
}
