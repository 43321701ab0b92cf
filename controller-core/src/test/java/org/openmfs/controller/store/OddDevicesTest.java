package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/** What devices may say and our models have no place for. */
final class OddDevicesTest {
    private static final KeyInformation.Times NEVER =
            new KeyInformation.Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static KeyInformation key(String association) {
        return new KeyInformation(
                new KeyId("0".repeat(32)),
                new AssociationId(association),
                "active",
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"site/17/a", "a-name-that-is-longer-than-that-of-any-service-and-short-enough-for-an-association"
            })
    void a_key_of_an_association_that_is_no_services_is_kept_without_a_service(String association) {
        var node = KeyNodes.node(key(association), Set.of());

        assertThat(node.getAssociation().getValue()).isEqualTo(association);
        assertThat(node.getService()).isNull();
    }

    @Test
    void a_key_of_a_service_is_kept_with_it() {
        assertThat(KeyNodes.node(key("blue"), Set.of()).getService().getValue()).isEqualTo("blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wire:7000", "a..b", "300.1.2.3.:", "fe80::1%eth0%1", "a%b"})
    void a_host_that_is_none_keeps_nothing_else_of_the_device_from_being_written(String host) {
        Capabilities odd = new Capabilities(new CfId("cf-a"), host, 7000, Map.of(), Map.of());

        assertThatCode(() -> StateNodes.device(Connection.connected(Instant.EPOCH), Optional.of(odd)))
                .doesNotThrowAnyException();
    }
}
