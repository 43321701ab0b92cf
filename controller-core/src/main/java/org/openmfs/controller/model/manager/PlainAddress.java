package org.openmfs.controller.model.manager;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether what is sent to an address can be read on the way there. */
public final class PlainAddress {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\." + OCTET + "){3}");

    private PlainAddress() {}

    /** True of http to anywhere but this machine. Names are not looked up: what they mean may change. */
    public static boolean isOpenToOthers(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !isLoopback(address.getHost());
    }

    /** Scheme, host and port. */
    public static String named(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    private static boolean isLoopback(String host) {
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || LOOPBACK.matcher(lower).matches() || isLoopbackLiteral(lower);
    }

    /** Of IPv6, where a text with a colon is an address and never a name. */
    private static boolean isLoopbackLiteral(String host) {
        try {
            return host.startsWith("[") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
