package org.openmfs.agent.netconf.device;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How addresses are written: IPv6 as RFC 5952 says, and in brackets before a port. */
final class AddressText {
    private static final int GROUPS = 8;
    private static final int SHORTEST_RUN = 2;

    private AddressText() {}

    static String of(InetSocketAddress address) {
        return of(of(address.getAddress()), address.getPort());
    }

    static String of(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    static String of(InetAddress address) {
        String plain = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return plain;
        }
        String zone = plain.contains("%") ? plain.substring(plain.indexOf('%')) : "";
        ShortBuffer groups = ByteBuffer.wrap(address.getAddress()).asShortBuffer();
        return six(IntStream.range(0, GROUPS)
                        .map(i -> Short.toUnsignedInt(groups.get(i)))
                        .toArray())
                + zone;
    }

    /** The longest run of zeros, if longer than one group, is left out. */
    private static String six(int... groups) {
        int start = 0;
        int longest = 0;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        if (longest < SHORTEST_RUN) {
            return hex(groups, 0, GROUPS);
        }
        return hex(groups, 0, start) + "::" + hex(groups, start + longest, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int to = from;
        while (to < GROUPS && groups[to] == 0) {
            to++;
        }
        return to - from;
    }

    private static String hex(int[] groups, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(groups[i]))
                .collect(Collectors.joining(":"));
    }
}
