package org.openmfs.testbed.kernel;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * What one end of the numbered traffic is to do; the form on a command line is its components in order.
 *
 * @param perSecond datagrams a second, 1..100,000
 * @param limit datagrams to send, or 0 for as many as time allows until the stop file appears
 * @param report file to keep the counts in; the same name with {@code .stop} is the stop file
 */
public record TrafficPlan(InetSocketAddress own, InetSocketAddress peer, int perSecond, int limit, Path report) {
    private static final int PARTS = 5;
    private static final int FASTEST = 100_000;

    public TrafficPlan {
        if (perSecond < 1 || perSecond > FASTEST || limit < 0) {
            throw new IllegalArgumentException("rate must be 1..100000 a second and the limit not negative");
        }
    }

    static TrafficPlan parse(String[] arguments) {
        if (arguments.length != PARTS) {
            throw new IllegalArgumentException(
                    "usage: OWN-ADDRESS:PORT PEER-ADDRESS:PORT PER-SECOND LIMIT REPORT-FILE");
        }
        return new TrafficPlan(
                address(arguments[0]),
                address(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Path.of(arguments[4]));
    }

    /** The arguments of {@link TrafficCounter}'s command line. */
    public List<String> arguments() {
        return List.of(text(own), text(peer), Integer.toString(perSecond), Integer.toString(limit), report.toString());
    }

    /** Whose appearance ends the sending. */
    public Path stopFile() {
        return report.resolveSibling(report.getFileName() + ".stop");
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
