package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.DomainName;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.DeviceBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.DeviceKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.DeviceId;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectIdentifier.WithKey;

final class EmbeddedMdsalTest {
    @TempDir
    Path folder;

    @Test
    void configuration_is_there_after_a_restart_and_state_is_not() throws Exception {
        try (EmbeddedMdsal first = EmbeddedMdsal.keepingIn(folder)) {
            put(first.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha");
            put(first.dataBroker(), LogicalDatastoreType.OPERATIONAL, "beta");
        }

        try (EmbeddedMdsal second = EmbeddedMdsal.keepingIn(folder)) {
            assertThat(read(second.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha"))
                    .map(device -> device.getPassword())
                    .hasValue("kept secret");
            assertThat(read(second.dataBroker(), LogicalDatastoreType.OPERATIONAL, "beta"))
                    .isEmpty();
        }
    }

    @Test
    void a_deletion_is_kept_too() throws Exception {
        try (EmbeddedMdsal first = EmbeddedMdsal.keepingIn(folder)) {
            put(first.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha");
            var transaction = first.dataBroker().newWriteOnlyTransaction();
            transaction.delete(
                    LogicalDatastoreType.CONFIGURATION,
                    DataObjectIdentifier.builder(Devices.class).build());
            transaction.commit().get();
        }

        try (EmbeddedMdsal second = EmbeddedMdsal.keepingIn(folder)) {
            assertThat(read(second.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha"))
                    .isEmpty();
        }
    }

    @Test
    void a_damaged_file_is_refused_in_one_line_and_nothing_is_lost_where_the_generation_before_it_takes_its_place()
            throws Exception {
        try (EmbeddedMdsal first = EmbeddedMdsal.keepingIn(folder)) {
            put(first.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha");
        }
        try (EmbeddedMdsal second = EmbeddedMdsal.keepingIn(folder)) {
            put(second.dataBroker(), LogicalDatastoreType.CONFIGURATION, "beta");
        }
        Path current = folder.resolve("configuration.json");
        Files.writeString(current, Files.readString(current).replace("beta", "bela"));

        assertThatThrownBy(() -> EmbeddedMdsal.keepingIn(folder))
                .isInstanceOf(DamagedConfigurationException.class)
                .hasMessageContaining("checksum")
                .hasMessageContaining("configuration.previous.json")
                .message()
                .doesNotContain("\n");

        Files.copy(folder.resolve("configuration.previous.json"), current, StandardCopyOption.REPLACE_EXISTING);
        try (EmbeddedMdsal again = EmbeddedMdsal.keepingIn(folder)) {
            assertThat(read(again.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha"))
                    .isPresent();
            assertThat(read(again.dataBroker(), LogicalDatastoreType.CONFIGURATION, "beta"))
                    .isPresent();
        }
    }

    @Test
    void a_torn_file_is_refused() throws Exception {
        try (EmbeddedMdsal first = EmbeddedMdsal.keepingIn(folder)) {
            put(first.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha");
        }
        byte[] whole = Files.readAllBytes(folder.resolve("configuration.json"));

        for (int length : new int[] {0, 1, 40, whole.length / 2, whole.length - 1}) {
            Files.write(folder.resolve("configuration.json"), java.util.Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> EmbeddedMdsal.keepingIn(folder)).isInstanceOf(DamagedConfigurationException.class);
        }
    }

    @Test
    void only_the_owner_may_read_the_kept_configuration() throws Exception {
        Path made = folder.resolve("var/controller");
        try (EmbeddedMdsal mdsal = EmbeddedMdsal.keepingIn(made)) {
            put(mdsal.dataBroker(), LogicalDatastoreType.CONFIGURATION, "alpha");
            put(mdsal.dataBroker(), LogicalDatastoreType.CONFIGURATION, "beta");
        }

        assertThat(permissions(made)).isEqualTo("rwx------");
        try (var files = Files.list(made)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            "configuration.json", "configuration.previous.json", "configuration-journal.db");
        }
        try (var files = Files.list(made)) {
            assertThat(files).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static WithKey<Device, DeviceKey> device(String name) {
        return DataObjectIdentifier.builder(Devices.class)
                .child(Device.class, new DeviceKey(new DeviceId(name)))
                .build();
    }

    static void put(DataBroker broker, LogicalDatastoreType store, String name)
            throws InterruptedException, ExecutionException {
        var transaction = broker.newWriteOnlyTransaction();
        transaction.mergeParentStructurePut(
                store,
                device(name),
                new DeviceBuilder()
                        .setId(new DeviceId(name))
                        .setHost(new Host(new DomainName("agent.example")))
                        .setHostKey("SHA256:" + "A".repeat(43))
                        .setPassword("kept secret")
                        .build());
        transaction.commit().get();
    }

    static Optional<Device> read(DataBroker broker, LogicalDatastoreType store, String name)
            throws InterruptedException, ExecutionException {
        try (var transaction = broker.newReadOnlyTransaction()) {
            return transaction.read(store, device(name)).get();
        }
    }
}
