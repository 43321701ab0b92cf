package org.openmfs.controller.store;

import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.key.rev261123.Keys;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.key.rev261123.keys.Key;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.key.rev261123.keys.KeyBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.key.rev261123.keys.KeyKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.AssociationId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.DeviceId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.EncDecName;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyState;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.MethodId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.SuiteId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.key.information.OriginBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/** What is known of a key, made a node of the operational datastore. */
final class KeyNodes {
    private KeyNodes() {}

    static DataObjectIdentifier<Key> path(KeyId id) {
        return DataObjectIdentifier.builder(Keys.class)
                .child(
                        Key.class,
                        new KeyKey(new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyId(
                                id.value())))
                .build();
    }

    static Key node(KeyInformation key, Set<org.openmfs.controller.model.DeviceId> holders) {
        KeyInformation.Times times = key.times();
        return new KeyBuilder()
                .setId(new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyId(
                        key.id().value()))
                .setAssociation(new AssociationId(key.association().value()))
                .setService(org.openmfs.controller.model.ServiceId.of(key.association())
                        .map(id -> new ServiceId(id.value()))
                        .orElse(null))
                .setState(KeyState.forName(key.state()))
                .setSuite(key.suite().map(id -> new SuiteId(id.value())).orElse(null))
                .setEncDec(
                        key.encDec().map(name -> new EncDecName(name.value())).orElse(null))
                .setOrigin(key.origins().stream()
                        .map(origin -> new OriginBuilder()
                                .setMethod(new MethodId(origin.method().value()))
                                .setExternalId(origin.externalId())
                                .build())
                        .collect(BindingMap.toMap()))
                .setDevice(holders.stream().map(id -> new DeviceId(id.value())).collect(Collectors.toSet()))
                .setMade(times.made().map(StateNodes::time).orElse(null))
                .setActivated(times.activated().map(StateNodes::time).orElse(null))
                .setDeactivated(times.deactivated().map(StateNodes::time).orElse(null))
                .setDestroyed(times.destroyed().map(StateNodes::time).orElse(null))
                .build();
    }
}
