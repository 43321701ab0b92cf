package org.openmfs.controller.store;

import java.time.Instant;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Uuid;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.Alarms;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.alarms.Alarm;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.alarms.AlarmBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.alarms.AlarmKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.AssociationId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.DeviceId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ManagerId;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.openmfs.controller.model.AlarmSubject;

/** Alarms that stand, as nodes of the operational datastore. */
final class AlarmNodes {
    private AlarmNodes() {}

    static DataObjectIdentifier<Alarm> path(org.openmfs.controller.model.Alarm alarm) {
        return DataObjectIdentifier.builder(Alarms.class)
                .child(Alarm.class, new AlarmKey(Uint64.valueOf(alarm.id())))
                .build();
    }

    /** @param told when it was told last */
    static Alarm node(org.openmfs.controller.model.Alarm alarm, Instant told) {
        AlarmBuilder node = new AlarmBuilder()
                .setId(Uint64.valueOf(alarm.id()))
                .setTime(StateNodes.time(told))
                .setSubject(alarm.subject().text())
                .setReason(StateNodes.reason(alarm.reason()))
                .setText(alarm.text());
        switch (alarm.subject()) {
            case AlarmSubject.OfAssociation of ->
                node.setDevice(new DeviceId(of.device().value()))
                        .setAssociation(new AssociationId(of.association().value()));
            case AlarmSubject.OfLink of ->
                node.setManager(new ManagerId(of.manager().value()))
                        .setLink(new Uuid(of.link().toString()));
            case AlarmSubject.OfController of -> {}
        }
        return node.build();
    }
}
