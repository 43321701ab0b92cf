package org.openmfs.agent.netconf.device;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.agent.netconf.json.Form;
import org.openmfs.agent.netconf.json.Shown;
import org.openmfs.agent.peer.PeerAddress;

/** The forms that addresses have in the agent's file. */
final class Places {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PLACE =
            Pattern.compile("(?:\\[(?<six>[^\\[\\]]+)\\]|(?<other>[^\\[\\]:]+)):(?<port>[0-9]{1,5})");
    private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,15})?");

    /** A zone of RFC 6991's ip-address has letters and digits alone. */
    private static final Pattern SIX_TO_TELL = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]{1,15})?");

    /** RFC 6991, domain-name; a last label without a letter would be a broken IPv4 address. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\\.)*"
                    + "(?=[^.]*[A-Za-z])[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\\.?");

    private final Resolver resolver = new Resolver();

    /** A host and a port as they are written. */
    private record Written(String host, int port) {
        static Optional<Written> read(String text, int leastPort) {
            Matcher place = PLACE.matcher(text);
            if (!place.matches()) {
                return Optional.empty();
            }
            int port = Integer.parseInt(place.group("port"));
            String six = place.group("six");
            String host = six == null ? place.group("other") : six;
            boolean fits = six == null
                    ? isFour(host) || isName(host)
                    : SIX.matcher(host).matches();
            return Optional.of(new Written(host, port))
                    .filter(written -> fits && port >= leastPort && port <= HIGHEST_PORT);
        }
    }

    private static boolean isName(String host) {
        return NAME.matcher(host).matches();
    }

    private static boolean isFour(String host) {
        return FOUR.matcher(host).matches() && literal(host).isPresent();
    }

    /** Whether it is an IPv6 address without a zone. */
    static boolean isSix(String host) {
        return host.contains(":") && !host.contains("%") && literal(host).isPresent();
    }

    /** The address that a text stands for without a look at any directory. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(host.contains(":") ? Inet6Address.ofLiteral(host) : Inet4Address.ofLiteral(host));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** An address of this machine at which a server of ours listens; port 0 takes a free one. */
    Form<Listening> listen() {
        return listen(0);
    }

    /** The same for the NETCONF server, whose transport loses the zone without which a link-local address is none. */
    Form<Listening> listenForNetconf() {
        return listen().then(place -> {
            if (place.bind().getAddress().isLinkLocalAddress()) {
                throw new Form.Refused(
                        "expected an address that is not link-local (or [::]), not " + Shown.quoted(place.host()));
            }
            return place;
        });
    }

    /** An address of this machine. */
    private Form<Listening> listen(int leastPort) {
        return written("ADDRESS:PORT with a port " + leastPort + "..65535 and IPv6 in brackets", leastPort)
                .then(written -> new Listening(written.host(), ours(written), Optional.empty()));
    }

    /** A socket of this machine that others must know, so that its port is not left open. */
    Form<Listening> own() {
        return listen(1);
    }

    /** The socket of somebody else. */
    Form<InetSocketAddress> other() {
        return written("ADDRESS:PORT with a port 1..65535 and IPv6 in brackets", 1)
                .then(written -> {
                    InetAddress address = resolved(written);
                    if (address.isAnyLocalAddress()) {
                        throw new Form.Refused("expected one address, not " + Shown.quoted(written.host()));
                    }
                    return new InetSocketAddress(address, written.port());
                });
    }

    /** Where others call us: what module mfs-agent can tell, and not a wildcard. Its name may mean nothing here. */
    Form<PeerAddress> called() {
        return Form.text(
                "HOST:PORT that others can call, with a port 1..65535 and IPv6 in brackets",
                text -> Written.read(text, 1)
                        .filter(written -> isTold(written.host()))
                        .map(written -> new PeerAddress(written.host(), written.port())));
    }

    /** As {@link #called}, by peers: gRPC takes no host of which {@link URI} makes none, as one with an underscore. */
    Form<PeerAddress> calledByPeers() {
        return called().then(address -> {
            if (!address.host().contains(":") && hostOfUri(address.host()) == null) {
                throw new Form.Refused("expected a name of letters, digits, '-' and '.', its last part with a letter"
                        + " first, since peers can call no other, not " + Shown.quoted(address.host()));
            }
            return address;
        });
    }

    private static String hostOfUri(String host) {
        try {
            return new URI(null, null, host, 1, null, null, null).getHost();
        } catch (URISyntaxException unfit) {
            return null;
        }
    }

    private static boolean isTold(String host) {
        boolean telling = !host.contains(":") || SIX_TO_TELL.matcher(host).matches();
        // A zone of another machine is no interface here.
        String address = host.replaceFirst("%.*", "");
        boolean broken = host.contains(":") && literal(address).isEmpty();
        return telling
                && !broken
                && literal(address).filter(InetAddress::isAnyLocalAddress).isEmpty();
    }

    private static Form<Written> written(String expected, int leastPort) {
        return Form.text(expected, text -> Written.read(text, leastPort));
    }

    private InetSocketAddress ours(Written written) throws Form.Refused {
        InetAddress address = resolved(written);
        if (!isOurs(address)) {
            throw new Form.Refused("expected an address of this machine, not " + Shown.quoted(written.host()));
        }
        return new InetSocketAddress(address, written.port());
    }

    /** Every address of the loopback network can be listened at, though interfaces name one alone. */
    private static boolean isOurs(InetAddress address) throws Form.Refused {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            throw new Form.Refused("expected an address of this machine, whose interfaces cannot be read");
        }
    }

    private InetAddress resolved(Written written) throws Form.Refused {
        Optional<InetAddress> literal = literal(written.host());
        return literal.or(() -> written.host().contains(":") ? Optional.empty() : resolver.find(written.host()))
                .orElseThrow(() -> new Form.Refused(
                        "expected an address or a name that resolves, not " + Shown.quoted(written.host())));
    }
}
