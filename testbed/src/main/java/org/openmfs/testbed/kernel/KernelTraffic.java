package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Numbered traffic both ways between the sides of a kernel pair, counted outside while it runs. */
public final class KernelTraffic {
    private static final int PORT = 5700;

    private final Map<Side, TrafficPlan> plans;
    private final Map<Side, GuestProcess> processes = new EnumMap<>(Side.class);

    private KernelTraffic(Map<Side, TrafficPlan> plans) {
        this.plans = plans;
    }

    /**
     * Starts a {@link TrafficCounter} on each side; numbered datagrams flow once both have heard each other.
     *
     * @param addresses each side's address on the protected network, for example on its MACsec interface
     * @param perSecond datagrams a second in each direction
     * @param limit datagrams in each direction, 0 for no limit
     */
    public static KernelTraffic start(
            KernelPair pair, GuestJava java, Map<Side, String> addresses, int perSecond, int limit) throws IOException {
        Map<Side, TrafficPlan> plans = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Path report = pair.shared().resolve("traffic-" + side.namespace() + ".json");
            plans.put(
                    side, new TrafficPlan(at(addresses, side), at(addresses, side.other()), perSecond, limit, report));
            Files.deleteIfExists(report);
            Files.deleteIfExists(plans.get(side).stopFile());
        }
        KernelTraffic traffic = new KernelTraffic(plans);
        for (Side side : Side.values()) {
            GuestCommand command =
                    java.main(TrafficCounter.class.getName(), plans.get(side).arguments());
            traffic.processes.put(side, pair.run(side, command));
        }
        return traffic;
    }

    private static InetSocketAddress at(Map<Side, String> addresses, Side side) {
        return InetSocketAddress.createUnresolved(addresses.get(side), PORT);
    }

    /** What one side has counted, at most a second ago. */
    public TrafficCount count(Side side) throws IOException {
        return TrafficCount.read(plans.get(side).report());
    }

    /** Datagrams that did not arrive, both directions; exact once {@link #await} has returned true. */
    public long lost() throws IOException {
        TrafficCount a = count(Side.A);
        TrafficCount b = count(Side.B);
        return b.lostFrom(a) + a.lostFrom(b);
    }

    /** Asks both sides to send no more. */
    public void stop() throws IOException {
        for (TrafficPlan plan : plans.values()) {
            if (!Files.exists(plan.stopFile())) {
                Files.createFile(plan.stopFile());
            }
        }
    }

    /** Waits until both sides have ended and counted; false when the time has passed. */
    public boolean await(Duration limit) throws InterruptedException {
        return FileSignal.await(limit, () -> processes.values().stream().allMatch(GuestProcess::ended));
    }
}
