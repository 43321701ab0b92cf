package org.openmfs.agent.netconf.port;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendaylight.yang.svc.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.YangModuleInfoImpl;
import org.opendaylight.yangtools.binding.meta.YangModuleInfo;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.source.SourceIdentifier;
import org.opendaylight.yangtools.yang.model.api.source.YangTextSource;
import org.opendaylight.yangtools.yang.model.spi.source.DelegatedYangTextSource;
import org.opendaylight.yangtools.yang.parser.api.YangParserConfiguration;
import org.opendaylight.yangtools.yang.parser.api.YangParserException;
import org.opendaylight.yangtools.yang.parser.impl.DefaultYangParserFactory;

/**
 * The YANG modules that an agent serves: what they mean, and their text for {@code get-schema}.
 *
 * @param context the modules together
 * @param sources the text of each module and submodule
 */
public record AgentModel(EffectiveModelContext context, Map<SourceIdentifier, YangTextSource> sources) {
    public AgentModel {
        sources = Map.copyOf(sources);
    }

    /**
     * Compiles the agent's modules together with those of the protocol itself.
     *
     * @param modules the agent's modules out of model jars; what they import comes along
     * @param texts further modules that have no jar
     * @throws IllegalStateException when the modules do not fit together: a fault of the build, not of a user
     */
    public static AgentModel compile(Collection<? extends YangModuleInfo> modules, Collection<YangTextSource> texts) {
        var all = new ArrayList<YangModuleInfo>(protocolModules());
        all.addAll(modules);
        var sources = new HashMap<>(texts(all));
        texts.forEach(text -> sources.put(text.sourceId(), text));
        return new AgentModel(parse(sources.values()), sources);
    }

    /** The texts of modules and of what they import. */
    static Map<SourceIdentifier, YangTextSource> texts(Collection<? extends YangModuleInfo> modules) {
        var found = new HashMap<QName, YangModuleInfo>();
        modules.forEach(module -> collect(module, found));
        return found.values().stream().collect(Collectors.toMap(AgentModel::identify, AgentModel::text));
    }

    /** The text of a module or submodule; without a revision, of its newest. */
    public List<YangTextSource> find(String name, Optional<String> revision) {
        return sources.values().stream()
                .filter(source -> source.sourceId().name().getLocalName().equals(name))
                .filter(source -> revision.isEmpty() || revision.get().equals(revisionOf(source)))
                .toList();
    }

    private static String revisionOf(YangTextSource source) {
        var revision = source.sourceId().revision();
        return revision == null ? "" : revision.toString();
    }

    /** The modules that every server serves, whatever agent is behind it. */
    static List<YangModuleInfo> protocolModules() {
        return List.of(
                YangModuleInfoImpl.getInstance(),
                org.opendaylight.yang.svc.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004
                        .YangModuleInfoImpl.getInstance(),
                org.opendaylight.yang.svc.v1.urn.ietf.params.xml.ns.yang.ietf.yang.library.rev190104.YangModuleInfoImpl
                        .getInstance(),
                org.opendaylight.yang.svc.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.notifications.rev120206
                        .YangModuleInfoImpl.getInstance(),
                org.opendaylight.yang.svc.v1.urn.ietf.params.xml.ns.netconf.notification._1._0.rev080714
                        .YangModuleInfoImpl.getInstance(),
                org.opendaylight.yang.svc.v1.urn.ietf.params.xml.ns.netmod.notification.rev080714.YangModuleInfoImpl
                        .getInstance());
    }

    private static void collect(YangModuleInfo module, Map<QName, YangModuleInfo> found) {
        if (found.putIfAbsent(module.getName(), module) == null) {
            module.getImportedModules().forEach(imported -> collect(imported, found));
        }
    }

    private static SourceIdentifier identify(YangModuleInfo module) {
        var name = module.getName();
        return new SourceIdentifier(
                name.getLocalName(), name.getRevision().map(Object::toString).orElse(null));
    }

    private static YangTextSource text(YangModuleInfo module) {
        return new DelegatedYangTextSource(identify(module), module.getYangTextCharSource());
    }

    private static EffectiveModelContext parse(Collection<YangTextSource> sources) {
        try {
            return new DefaultYangParserFactory()
                    .createParser(YangParserConfiguration.DEFAULT)
                    .addSources(new ArrayList<>(sources))
                    .buildEffectiveModel();
        } catch (IOException | YangParserException unfit) {
            throw new IllegalStateException("the agent's YANG modules do not fit together", unfit);
        }
    }
}
