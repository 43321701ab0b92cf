package org.openmfs.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;

/** Whether an address can be listened at, asked before anything is started. */
final class FreeAddress {
    private FreeAddress() {}

    /** @throws IOException if it can't; the message is the address and why, for an operator */
    static void check(InetSocketAddress address) throws IOException {
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(address);
        } catch (SocketException e) {
            throw new IOException(text(address) + ": " + reason(address.getAddress(), e), e);
        }
    }

    private static String reason(InetAddress address, SocketException refused) throws SocketException {
        if (!address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && NetworkInterface.getByInetAddress(address) == null) {
            return "not an address of this host";
        }
        return refused instanceof BindException && !refused.getMessage().startsWith("Permission")
                ? "in use"
                : "may not be listened at by user " + System.getProperty("user.name");
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
