package org.openmfs.controller.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Intent.AdminState;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Octets;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.openmfs.controller.model.Application;
import org.openmfs.controller.model.ApplicationId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;

/** Intents, classes, methods and applications as configured, made model records. Nodes come from the datastore, with defaults filled in. */
final class ConfiguredPolicy {
    private ConfiguredPolicy() {}

    static Intent intent(
            ServiceId id, org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Intent node) {
        return new Intent(
                id,
                new EndpointId(node.nonnullAEnd().requireEndpoint().getValue()),
                new EndpointId(node.nonnullZEnd().requireEndpoint().getValue()),
                new ClassId(node.requireProtectionClass().getValue()),
                node.getAdminState() == AdminState.Suspended,
                methods(node.getMethod()),
                Optional.ofNullable(node.getRekeyInterval()).map(seconds -> Duration.ofSeconds(seconds.toJava())));
    }

    static Application application(
            org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.application.rev261130.applications.Application node) {
        return new Application(
                new ApplicationId(node.requireId().getValue()),
                Objects.requireNonNullElse(
                                node.getEndpoint(),
                                Set.<org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.EndpointId>of())
                        .stream()
                        .map(id -> new EndpointId(id.getValue()))
                        .toList(),
                classes(node.getProtectionClass()),
                node.nonnullNeedToKnow().values().stream()
                        .collect(Collectors.toMap(
                                known -> new ApplicationId(
                                        known.requireApplication().getValue()),
                                known -> classes(known.getProtectionClass()))));
    }

    private static Set<ClassId> classes(
            Set<org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ClassId> nodes) {
        return nodes == null
                ? Set.of()
                : nodes.stream().map(node -> new ClassId(node.getValue())).collect(Collectors.toSet());
    }

    static Method method(org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.method.rev261129.methods.Method node) {
        return new Method(
                new MethodId(node.requireId().getValue()),
                grounds(Objects.requireNonNullElse(node.getGround(), List.of())),
                node.requireCategory().toJava(),
                switch (node.requireLife()) {
                    case Allowed -> Method.Life.ALLOWED;
                    case Deprecated -> Method.Life.DEPRECATED;
                    case Compromised -> Method.Life.COMPROMISED;
                    case Forbidden -> Method.Life.FORBIDDEN;
                });
    }

    static ProtectionClass protectionClass(
            org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.protection.classes.ProtectionClass
                    node) {
        return new ProtectionClass(
                new ClassId(node.requireId().getValue()),
                floor(node.nonnullFloor()),
                methods(node.getMethod()),
                node.requireCombiner().getValue(),
                node.requireLeastCategory().toJava(),
                node.requireMaximumTrustedNodes().toJava(),
                keyLife(node.nonnullKeyLife()),
                new KeyLinkLimits(
                        rate(node.nonnullKeyLink().getLeastRate()),
                        rate(node.nonnullKeyLink().getMostRate())));
    }

    private static Optional<Long> rate(Uint64 node) {
        return Optional.ofNullable(node).map(Uint64::longValue);
    }

    private static Floor floor(org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Floor node) {
        return new Floor(
                node.requireFactors().toJava(),
                node.requireLeastDiversity().toJava(),
                Set.copyOf(grounds(Objects.requireNonNullElse(node.getRequiredGround(), Set.of()))));
    }

    private static List<Ground> grounds(
            Collection<org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Ground> nodes) {
        return nodes.stream().map(node -> new Ground(node.getValue())).toList();
    }

    private static KeyLife keyLife(org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyLife node) {
        return new KeyLife(
                Duration.ofSeconds(node.requireRekeyInterval().toJava()),
                octets(node.requireRekeyVolume()),
                Duration.ofSeconds(node.requireMaximumKeyAge().toJava()),
                node.requireStockTarget().toJava(),
                switch (node.requireWhenKeysEnd()) {
                    case KeepUntilMaximumAge -> KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE;
                    case StopTraffic -> KeyLife.WhenKeysEnd.STOP_TRAFFIC;
                },
                switch (node.requireWhenNotProved()) {
                    case Keep -> KeyLife.WhenNotProved.KEEP;
                    case GoBack -> KeyLife.WhenNotProved.GO_BACK;
                });
    }

    /** What does not fit is as good as no limit. */
    private static long octets(Octets octets) {
        long number = octets.getValue().longValue();
        return number < 0 ? Long.MAX_VALUE : number;
    }

    private static List<MethodId> methods(
            List<org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.MethodId> nodes) {
        return nodes == null
                ? List.of()
                : nodes.stream().map(node -> new MethodId(node.getValue())).toList();
    }
}
