package org.openmfs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.DomainName;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.DevicesBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.DeviceBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.DeviceKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.DeviceId;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** What a commit to the configuration takes that is kept on disk, one device of many changed each time. */
final class ConfigurationCommits {
    private static final double NANOS_PER_MICRO = 1_000.0;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Of one commit, in microseconds. */
    record Cost(double cpu, double wall) {}

    /** @param commits what is written now and then is spread over them */
    Cost of(int devices, int commits) throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("configuration");
        try (EmbeddedMdsal mdsal = EmbeddedMdsal.keepingIn(folder)) {
            Map<DeviceKey, Device> all = IntStream.range(0, devices)
                    .mapToObj(number -> device(number, 0))
                    .collect(Collectors.toMap(Device::key, Function.identity()));
            var first = mdsal.dataBroker().newWriteOnlyTransaction();
            first.put(
                    LogicalDatastoreType.CONFIGURATION,
                    DataObjectIdentifier.builder(Devices.class).build(),
                    new DevicesBuilder().setDevice(all).build());
            first.commit().get();
            change(mdsal, devices, 1, commits);
            long cpu = system.getProcessCpuTime();
            long begin = System.nanoTime();
            change(mdsal, devices, commits + 1, commits);
            return new Cost(
                    (system.getProcessCpuTime() - cpu) / NANOS_PER_MICRO / commits,
                    (System.nanoTime() - begin) / NANOS_PER_MICRO / commits);
        } finally {
            remove(folder);
        }
    }

    private static void change(EmbeddedMdsal mdsal, int devices, int first, int commits)
            throws InterruptedException, ExecutionException {
        for (int i = first; i < first + commits; i++) {
            Device device = device(i % devices, i);
            var transaction = mdsal.dataBroker().newWriteOnlyTransaction();
            transaction.put(
                    LogicalDatastoreType.CONFIGURATION,
                    DataObjectIdentifier.builder(Devices.class)
                            .child(Device.class, device.key())
                            .build(),
                    device);
            transaction.commit().get();
        }
    }

    private static Device device(int number, int change) {
        return new DeviceBuilder()
                .setId(new DeviceId("d" + number))
                .setHost(new Host(new DomainName("h" + change + ".example")))
                .setHostKey("SHA256:" + "A".repeat(43))
                .setUser("mfs")
                .setPassword("none")
                .build();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
