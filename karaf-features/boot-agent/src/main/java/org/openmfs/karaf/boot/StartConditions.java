package org.openmfs.karaf.boot;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What must be so before Karaf starts, which would go on without: its addresses are free, its files can be read, and its
 * data folder belongs to no other controller.
 */
final class StartConditions {
    private StartConditions() {}

    /**
     * The lock of the data folder, to be held until the process ends.
     *
     * @throws IOException if something is not so; the message is what and why, for an operator
     */
    static FileLock require(StartSettings settings) throws IOException {
        for (Path file : settings.files()) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + ": can't be read");
            }
        }
        for (InetSocketAddress address : settings.addresses()) {
            requireFree(address);
        }
        return lock(settings.data());
    }

    private static void requireFree(InetSocketAddress address) throws IOException {
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

    /** The same lock as the plain controller takes. */
    private static FileLock lock(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException(data + ": in use by another controller");
        }
        return lock;
    }
}
