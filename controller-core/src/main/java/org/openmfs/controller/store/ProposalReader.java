package org.openmfs.controller.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.Networks;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.application.rev261130.Applications;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.method.rev261129.Methods;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Managers;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.ProtectionClasses;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.data.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Application;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;

/** Reads a configuration that is stored or proposed, so that a change can be checked. */
public final class ProposalReader {
    /** Top-level nodes that are looked at. */
    public static final Set<QName> CONCERNS = Set.of(
            ProtectionClasses.QNAME, Networks.QNAME, Managers.QNAME, Devices.QNAME, Services.QNAME, Applications.QNAME);

    private static final Pattern ABSENT = Pattern.compile("Value of (\\w+) is not present");

    private final BindingNormalizedNodeSerializer serializer;

    public ProposalReader(BindingNormalizedNodeSerializer serializer) {
        this.serializer = serializer;
    }

    /**
     * @param topLevel yields each top-level node, if it is there
     */
    public ProposedConfiguration read(Function<QName, Optional<NormalizedNode>> topLevel) {
        List<Defect> unreadable = new ArrayList<>();
        return new ProposedConfiguration(
                intents(topLevel, unreadable),
                classes(topLevel, unreadable),
                networks(topLevel, unreadable),
                managers(topLevel, unreadable),
                devices(topLevel),
                methods(topLevel, unreadable),
                applications(topLevel, unreadable),
                unreadable);
    }

    private List<Intent> intents(Function<QName, Optional<NormalizedNode>> topLevel, List<Defect> unreadable) {
        return each(
                entries(topLevel, Services.QNAME, Services.class, Services::nonnullService),
                node -> ConfiguredPolicy.intent(new ServiceId(node.requireId().getValue()), node),
                node -> "/mfs-service:services/service[id='" + node.requireId().getValue() + "']",
                unreadable);
    }

    private List<ProtectionClass> classes(Function<QName, Optional<NormalizedNode>> topLevel, List<Defect> unreadable) {
        var nodes = sound(
                entries(
                        topLevel,
                        ProtectionClasses.QNAME,
                        ProtectionClasses.class,
                        ProtectionClasses::nonnullProtectionClass),
                ModelConditions::broken,
                unreadable);
        return each(nodes, ConfiguredPolicy::protectionClass, ModelConditions::path, unreadable);
    }

    private List<Network> networks(Function<QName, Optional<NormalizedNode>> topLevel, List<Defect> unreadable) {
        var nodes = sound(
                entries(topLevel, Networks.QNAME, Networks.class, Networks::nonnullNetwork),
                ModelConditions::broken,
                unreadable);
        return each(nodes, ConfiguredWorld::network, ModelConditions::path, unreadable).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private List<ManagedNetwork> managers(Function<QName, Optional<NormalizedNode>> topLevel, List<Defect> unreadable) {
        var nodes = sound(
                entries(topLevel, Managers.QNAME, Managers.class, Managers::nonnullManager),
                ModelConditions::broken,
                unreadable);
        return each(nodes, ConfiguredWorld::manager, node -> ModelConditions.path(node) + "/address", unreadable);
    }

    private Set<DeviceId> devices(Function<QName, Optional<NormalizedNode>> topLevel) {
        return entries(topLevel, Devices.QNAME, Devices.class, Devices::nonnullDevice).stream()
                .map(node -> new DeviceId(node.requireId().getValue()))
                .collect(Collectors.toSet());
    }

    private List<Method> methods(Function<QName, Optional<NormalizedNode>> topLevel, List<Defect> unreadable) {
        return each(
                entries(topLevel, Methods.QNAME, Methods.class, Methods::nonnullMethod),
                ConfiguredPolicy::method,
                node -> "/mfs-method:methods/method[id='" + node.requireId().getValue() + "']",
                unreadable);
    }

    private List<Application> applications(
            Function<QName, Optional<NormalizedNode>> topLevel, List<Defect> unreadable) {
        return each(
                entries(topLevel, Applications.QNAME, Applications.class, Applications::nonnullApplication),
                ConfiguredPolicy::application,
                node -> "/mfs-application:applications/application[id='"
                        + node.requireId().getValue() + "']",
                unreadable);
    }

    /** Those of which nothing is broken; what is broken of the others is told. */
    private static <T> List<T> sound(Collection<T> nodes, Function<T, List<Defect>> broken, List<Defect> told) {
        List<T> sound = new ArrayList<>();
        for (T node : nodes) {
            List<Defect> defects = brokenIfWhole(node, broken);
            told.addAll(defects);
            if (defects.isEmpty()) {
                sound.add(node);
            }
        }
        return sound;
    }

    /** Of one that lacks a leaf, its being read tells that. */
    private static <T> List<Defect> brokenIfWhole(T node, Function<T, List<Defect>> broken) {
        try {
            return broken.apply(node);
        } catch (NoSuchElementException missing) {
            return List.of();
        }
    }

    private <C extends DataObject, T> Collection<T> entries(
            Function<QName, Optional<NormalizedNode>> topLevel,
            QName name,
            Class<C> type,
            Function<C, Map<?, T>> list) {
        return topLevel.apply(name)
                .map(node -> serializer.fromNormalizedNode(YangInstanceIdentifier.of(name), node))
                .map(entry -> type.cast(entry.getValue()))
                .map(container -> list.apply(container).values())
                .orElse(List.of());
    }

    private static <T, R> List<R> each(
            Collection<T> nodes, Function<T, R> read, Function<T, String> path, List<Defect> unreadable) {
        List<R> all = new ArrayList<>();
        for (T node : nodes) {
            try {
                all.add(read.apply(node));
            } catch (NoSuchElementException missing) {
                unreadable.add(new Defect(path.apply(node), missing(missing)));
            } catch (IllegalArgumentException wrong) {
                unreadable.add(new Defect(path.apply(node), String.valueOf(wrong.getMessage())));
            }
        }
        return all;
    }

    /** The generated code names the leaf as Java does. */
    private static String missing(NoSuchElementException absent) {
        Matcher name = ABSENT.matcher(String.valueOf(absent.getMessage()));
        return name.matches()
                ? name.group(1).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + " is missing"
                : "a leaf that it must have is missing";
    }
}
