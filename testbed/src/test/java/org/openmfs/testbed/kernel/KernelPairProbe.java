package org.openmfs.testbed.kernel;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs in a private network namespace: exchanges numbered datagrams between the outside and each side of a pair. */
final class KernelPairProbe {
    static final int DATAGRAMS = 200;
    private static final int PER_SECOND = 200;
    private static final int PORT = 5800;

    private KernelPairProbe() {}

    public static void main(String[] arguments) throws Exception {
        Path shared = Path.of(arguments[0]);
        try (KernelPair pair = KernelPair.start(KernelPairSettings.managed(shared))) {
            for (Side side : Side.values()) {
                exchange(pair, side);
            }
        }
    }

    private static void exchange(KernelPair pair, Side side) throws Exception {
        InetSocketAddress outside = new InetSocketAddress(KernelPair.OUTSIDE_ADDRESS, PORT + side.ordinal());
        InetSocketAddress inside = new InetSocketAddress(side.managementAddress(), PORT);
        Path folder = pair.shared();
        TrafficPlan outer = new TrafficPlan(outside, inside, PER_SECOND, DATAGRAMS, folder.resolve("outside-" + side));
        TrafficPlan inner = new TrafficPlan(inside, outside, PER_SECOND, DATAGRAMS, folder.resolve("inside-" + side));
        List<String> line = inner.arguments();
        GuestProcess job = pair.run(side, GuestJava.likeThis(64).main(TrafficCounter.class.getName(), line));
        try (TrafficCounter counter = new TrafficCounter(outer)) {
            counter.run();
        }
        if (!job.await(Duration.ofSeconds(20))) {
            throw new IllegalStateException("the inner end did not end");
        }
    }
}
