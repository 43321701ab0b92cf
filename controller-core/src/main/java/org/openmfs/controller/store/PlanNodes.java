package org.openmfs.controller.store;

import java.util.List;
import java.util.Map;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.path.rev261123.paths.Path;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.path.rev261123.paths.PathBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.path.rev261123.paths.PathKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.LegBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.End;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.EndBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.EndKey;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.KeyLife;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.KeyLifeBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.Suite;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.leg.SuiteBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.state.Plan;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.services.service.state.PlanBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.AssociationId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.CfId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Combiner;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.DeviceId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.EncDecName;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ManagerId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.MethodId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Name;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Octets;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.PlanHash;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Role;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.SuiteId;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Underlay;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.WhenKeysEnd;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.WhenNotProved;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.Step;

/** Plans as model records, made nodes for the operational datastore and for the dry run's answer. */
final class PlanNodes {
    private PlanNodes() {}

    static Plan state(org.openmfs.controller.model.Plan plan) {
        return new PlanBuilder()
                .setHash(new PlanHash(plan.hash()))
                .setLeg(plan.legs().stream().map(PlanNodes::leg).toList())
                .setStep(plan.steps().stream().map(Step::text).toList())
                .build();
    }

    static org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.service.output.Plan answer(
            org.openmfs.controller.model.Plan plan) {
        return new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.service.output.PlanBuilder(
                        state(plan))
                .build();
    }

    private static org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.plan.Leg leg(Leg leg) {
        return new LegBuilder()
                .setAssociation(new AssociationId(leg.association().value()))
                .setSuite(leg.suites().stream().map(PlanNodes::suite).toList())
                .setEnd(ends(leg))
                .setPath(paths(leg.paths()))
                .setKeyLife(keyLife(leg.keyLife()))
                .build();
    }

    private static Suite suite(org.openmfs.controller.model.Suite suite) {
        return new SuiteBuilder()
                .setId(new SuiteId(suite.id().value()))
                .setMethod(suite.methods().stream()
                        .map(id -> new MethodId(id.value()))
                        .toList())
                .setCombiner(new Combiner(suite.combiner()))
                .build();
    }

    private static Map<EndKey, End> ends(Leg leg) {
        return BindingMap.of(end(leg.initiator(), Role.Initiator), end(leg.responder(), Role.Responder));
    }

    private static End end(Leg.End end, Role role) {
        return new EndBuilder()
                .setDevice(new DeviceId(end.device().value()))
                .setCf(new CfId(end.place().id().value()))
                .setRole(role)
                .setEncryptionPoint(new Name(end.point().id()))
                .setEncDec(new EncDecName(end.point().encDec().value()))
                .build();
    }

    private static Map<PathKey, Path> paths(List<PlannedPath> paths) {
        return paths.stream()
                .map(path -> new PathBuilder()
                        .setId(new Name(path.id()))
                        .setPurpose(
                                switch (path.purpose()) {
                                    case KEY_EXCHANGE -> Path.Purpose.KeyExchange;
                                    case ENCRYPTION -> Path.Purpose.Encryption;
                                })
                        .setUnderlay(
                                switch (path.underlay()) {
                                    case APN -> Underlay.Apn;
                                    case QKD -> Underlay.Qkd;
                                    case IP -> Underlay.Ip;
                                })
                        .setManager(path.manager()
                                .map(id -> new ManagerId(id.value()))
                                .orElse(null))
                        .setNode(path.nodes())
                        .setCost(Uint32.valueOf(path.cost()))
                        .setTrustedNodes(Uint8.valueOf(path.trustedNodes()))
                        .build())
                .collect(BindingMap.toMap());
    }

    private static KeyLife keyLife(org.openmfs.controller.model.KeyLife life) {
        return new KeyLifeBuilder()
                .setRekeyInterval(Uint32.valueOf(life.rekeyInterval().toSeconds()))
                .setRekeyVolume(new Octets(Uint64.valueOf(life.rekeyVolume())))
                .setMaximumKeyAge(Uint32.valueOf(life.maximumAge().toSeconds()))
                .setStockTarget(Uint8.valueOf(life.stockTarget()))
                .setWhenKeysEnd(
                        switch (life.whenKeysEnd()) {
                            case KEEP_UNTIL_MAXIMUM_AGE -> WhenKeysEnd.KeepUntilMaximumAge;
                            case STOP_TRAFFIC -> WhenKeysEnd.StopTraffic;
                        })
                .setWhenNotProved(
                        switch (life.whenNotProved()) {
                            case KEEP -> WhenNotProved.Keep;
                            case GO_BACK -> WhenNotProved.GoBack;
                        })
                .build();
    }
}
