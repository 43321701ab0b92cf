package org.openmfs.agent.netconf.session;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;

/** Where a connection comes from, as an operator writes it. */
final class RemoteEnd {
    private RemoteEnd() {}

    static String of(Channel channel) {
        return text(channel.remoteAddress());
    }

    static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress from) || from.isUnresolved()) {
            return Objects.toString(address, "a closed connection");
        }
        String host = from.getAddress().getHostAddress();
        return (from.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + from.getPort();
    }
}
