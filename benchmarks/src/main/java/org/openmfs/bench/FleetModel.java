package org.openmfs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Phase;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.Service;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.ServiceKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.openmfs.controller.model.AssociationId;

/**
 * What the Network Manager takes where there are many devices: CPU of all threads until what happened stands in the
 * operational datastore, against bare commits of the same there, and heap.
 */
final class FleetModel {
    private static final int EVENTS = 300;
    private static final int WARM_UP = 3_000;
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final double MICROS_PER_MILLI = 1_000.0;
    /** All of it is written twice among them. */
    private static final int CONFIGURATION_COMMITS = 2_000;

    private static final int RESTCONF_WRITES = 1_000;

    private static final int KIB = 1024;
    private static final int SETTLE_ROUNDS = 4;
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int EVENTS_A_SECOND = 200;
    private static final int SECONDS = 60;

    private static final double MOST_COMMITS = 3;
    private static final double MOST_GROWTH = 1.3;
    private static final double MOST_WRITE_GROWTH = 1.2;
    private static final double MOST_PLANNING_MS = 5;
    private static final double MOST_HEAP_KIB = 110;
    private static final double LONGEST_QUEUE = 1_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Figures figures;

    FleetModel(PrintStream out) {
        figures = new Figures(out);
    }

    /** Whether all goals were met. */
    boolean run() throws IOException, InterruptedException, ExecutionException {
        figures.tell("heap at most " + Runtime.getRuntime().maxMemory() / KIB / KIB + " MiB (-Xmx), "
                + Runtime.getRuntime().availableProcessors() + " processors");
        new FleetModel(new PrintStream(OutputStream.nullOutputStream())).events(new Fleet.Size(500, 1, 1_000, false));
        double small = events(new Fleet.Size(1_000, 1, 2_000, false));
        double large = events(new Fleet.Size(10_000, 1, 20_000, false));
        figures.atMost(
                "CPU of one device event, 10,000 devices and 5,000 services",
                large,
                "us",
                "%.0f us with 1,000 and 500".formatted(small),
                small * MOST_GROWTH);
        configuration();
        writes();
        heap();
        figures.sum();
        return figures.allMet();
    }

    private void configuration() throws IOException, InterruptedException, ExecutionException {
        ConfigurationCommits commits = new ConfigurationCommits();
        commits.of(100, WARM_UP);
        ConfigurationCommits.Cost small = commits.of(100, CONFIGURATION_COMMITS);
        ConfigurationCommits.Cost large = commits.of(10_000, CONFIGURATION_COMMITS);
        figures.tell("one configuration commit on disk takes %.1f ms with 10,000 devices, %.1f ms with 100"
                .formatted(large.wall() / MICROS_PER_MILLI, small.wall() / MICROS_PER_MILLI));
        figures.atMost(
                "CPU of one configuration commit, 10,000 devices",
                large.cpu(),
                "us",
                "%.0f us with 100".formatted(small.cpu()),
                small.cpu() * MOST_GROWTH);
    }

    private void writes() throws IOException, InterruptedException, ExecutionException {
        RestconfWrites writes = new RestconfWrites();
        double small = writes.of(new Fleet.Size(100, 1, 200, false), WARM_UP, RESTCONF_WRITES);
        double large = writes.of(new Fleet.Size(10_000, 1, 20_000, false), WARM_UP, RESTCONF_WRITES);
        figures.atMost(
                "CPU of one change of a service over RESTCONF, 10,000 devices and 5,000 services",
                large,
                "us",
                "%.0f us with 100 and 50".formatted(small),
                small * MOST_WRITE_GROWTH);
    }

    /** CPU of one event, in microseconds. */
    private double events(Fleet.Size size) throws InterruptedException, ExecutionException {
        String much = "%,d devices and %,d services".formatted(size.devices(), size.services());
        try (Fleet fleet = new Fleet(size);
                State state = new State(fleet)) {
            double planning = cpu() / NANOS_PER_MILLI;
            fleet.ask();
            state.allActive(size.services());
            planning = (cpu() / NANOS_PER_MILLI - planning) / size.services();
            figures.atMost(
                    "CPU of the first planning of all, a service, " + much + ", " + size.links() + " links",
                    planning,
                    "ms",
                    "none",
                    MOST_PLANNING_MS);
            one(fleet, state, WARM_UP);
            double event = one(fleet, state, EVENTS);
            bare(fleet, WARM_UP);
            double commit = bare(fleet, EVENTS);
            figures.atMost(
                    "CPU of one device event, " + much,
                    event,
                    "us",
                    "%.0f us, a bare operational commit".formatted(commit),
                    commit * MOST_COMMITS);
            if (size.devices() >= 10_000) {
                flood(fleet, state);
            }
            return event;
        }
    }

    private long cpu() {
        return system.getProcessCpuTime();
    }

    /** Events one after the other, each when the one before stands. */
    private double one(Fleet fleet, State state, int events) throws InterruptedException {
        long before = cpu();
        for (int i = 0; i < events; i++) {
            String service = "s" + i % 100;
            Instant mark = state.mark();
            CountDownLatch stands = state.awaited(service, mark);
            fleet.inventory()
                    .associationChanged(
                            fleet.device(new org.openmfs.controller.model.ServiceId(service), 0),
                            Fleet.secured(new AssociationId(service + "/1"), 1, mark));
            State.await(stands);
        }
        return (cpu() - before) / NANOS_PER_MICRO / events;
    }

    /** The same nodes, written by nobody but a transaction. */
    private double bare(Fleet fleet, int commits) throws InterruptedException, ExecutionException {
        List<Service> nodes = new ArrayList<>();
        try (var read = fleet.mdsal().dataBroker().newReadOnlyTransaction()) {
            for (int i = 0; i < 100; i++) {
                nodes.add(read.read(LogicalDatastoreType.OPERATIONAL, path("s" + i))
                        .get()
                        .orElseThrow());
            }
        }
        long before = cpu();
        for (int i = 0; i < commits; i++) {
            Service node = nodes.get(i % nodes.size());
            var transaction = fleet.mdsal().dataBroker().newWriteOnlyTransaction();
            transaction.put(
                    LogicalDatastoreType.OPERATIONAL,
                    path(node.requireId().getValue()),
                    State.remarked(node, State.START.plusMillis(i)));
            transaction.commit().get();
        }
        return (cpu() - before) / NANOS_PER_MICRO / commits;
    }

    private static DataObjectIdentifier<Service> path(String service) {
        return DataObjectIdentifier.builder(Services.class)
                .child(Service.class, new ServiceKey(new ServiceId(service)))
                .build();
    }

    /** Many events a second, spread over all services, whether those before stand or not. */
    private void flood(Fleet fleet, State state) throws InterruptedException {
        List<CountDownLatch> waits = new ArrayList<>();
        long begin = System.nanoTime();
        long longest = 0;
        for (int i = 0; i < EVENTS_A_SECOND * SECONDS; i++) {
            String service = "s" + i % 5_000;
            Instant mark = state.mark();
            waits.add(state.awaited(service, mark));
            fleet.inventory()
                    .associationChanged(
                            fleet.device(new org.openmfs.controller.model.ServiceId(service), 0),
                            Fleet.secured(new AssociationId(service + "/1"), 1, mark));
            longest = Math.max(longest, i + 1 - state.seen(waits, i));
            long due = begin + TimeUnit.SECONDS.toNanos(1) * (i + 1) / EVENTS_A_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        for (CountDownLatch wait : waits) {
            State.await(wait);
        }
        figures.atMost(
                "events that waited at a time, " + EVENTS_A_SECOND + " a second for " + SECONDS + " s, none lost",
                longest,
                "events",
                "none",
                LONGEST_QUEUE);
    }

    private void heap() throws InterruptedException, ExecutionException {
        Fleet.Size size = new Fleet.Size(2_000, 4, 4_000, true);
        long before = used();
        try (Fleet fleet = new Fleet(size);
                State state = new State(fleet)) {
            fleet.ask();
            state.allActive(size.services());
            figures.atMost(
                    "heap a device with 4 associations and 5 keys each",
                    (used() - before) / (double) KIB / size.devices(),
                    "KiB",
                    "none",
                    MOST_HEAP_KIB);
        }
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SETTLE_ROUNDS; i++) {
            System.gc();
            Thread.sleep(SETTLE);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** What the operational datastore says of services. */
    private static final class State implements AutoCloseable {
        static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

        private final Map<String, Map<String, CountDownLatch>> awaited = new ConcurrentHashMap<>();
        private final Map<String, Boolean> active = new ConcurrentHashMap<>();
        private final AtomicLong marks = new AtomicLong();
        private final Registration registration;
        private int oldest;

        State(Fleet fleet) {
            registration = fleet.mdsal()
                    .dataBroker()
                    .registerTreeChangeListener(
                            LogicalDatastoreType.OPERATIONAL,
                            DataObjectReference.builder(Services.class)
                                    .child(Service.class)
                                    .build(),
                            changes -> changes.forEach(this::changed));
        }

        private void changed(DataTreeModification<Service> change) {
            Service now = change.getRootNode().dataAfter();
            if (now == null || now.getState() == null) {
                return;
            }
            String id = now.requireId().getValue();
            if (now.getState().getPhase() == Phase.Active) {
                active.put(id, true);
            }
            if (now.getState().getKeying() != null && now.getState().getKeying().getNextRekey() != null) {
                String mark = now.getState().getKeying().getNextRekey().getValue();
                awaited.getOrDefault(id, Map.of()).forEach((waited, latch) -> {
                    if (waited.compareTo(mark) <= 0) {
                        latch.countDown();
                    }
                });
            }
        }

        /** A time that no event had before. */
        Instant mark() {
            return START.plusSeconds(marks.incrementAndGet());
        }

        CountDownLatch awaited(String service, Instant mark) {
            CountDownLatch latch = new CountDownLatch(1);
            Map<String, CountDownLatch> waits = awaited.computeIfAbsent(service, first -> new ConcurrentHashMap<>());
            waits.values().removeIf(wait -> wait.getCount() == 0);
            waits.put(mark.toString(), latch);
            return latch;
        }

        /** How many of the first of these stand. */
        int seen(List<CountDownLatch> waits, int upTo) {
            while (oldest <= upTo && waits.get(oldest).getCount() == 0) {
                oldest++;
            }
            return oldest;
        }

        static void await(CountDownLatch latch) throws InterruptedException {
            if (!latch.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("an event was lost");
            }
        }

        void allActive(int services) throws InterruptedException {
            Instant end = Instant.now().plus(LONGEST);
            while (active.size() < services) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("of " + services + " services " + active.size() + " are active");
                }
                Thread.sleep(20);
            }
        }

        static Service remarked(Service node, Instant mark) {
            var keying = new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.state
                            .KeyingBuilder(node.getState().getKeying())
                    .setNextRekey(
                            new org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715
                                    .DateAndTime(mark.toString()))
                    .build();
            var state =
                    new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service
                                    .StateBuilder(node.getState())
                            .setKeying(keying)
                            .build();
            return new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.ServiceBuilder(node)
                    .setState(state)
                    .build();
        }

        @Override
        public void close() {
            registration.close();
        }
    }
}
