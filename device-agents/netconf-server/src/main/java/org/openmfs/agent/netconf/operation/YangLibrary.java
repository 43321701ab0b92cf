package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Revision;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.w3c.dom.Element;

/** {@code yang-library}: the modules of this agent (RFC 8525). */
public final class YangLibrary implements ServerState {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:yang:ietf-yang-library";
    private static final String DATASTORES = "urn:ietf:params:xml:ns:yang:ietf-datastores";
    private static final QName NAME = QName.create(NAMESPACE, "2019-01-04", "yang-library");

    /** The optional parts of ietf-netconf that this server has. */
    private static final Map<String, Set<String>> FEATURES =
            Map.of("ietf-netconf", Set.of("candidate", "confirmed-commit", "rollback-on-error", "validate"));

    private final EffectiveModelContext model;

    public YangLibrary(EffectiveModelContext model) {
        this.model = requireNonNull(model);
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public void append(Element data) {
        var library = StateElement.top(data, NAMESPACE, "yang-library");
        var set = library.add("module-set").leaf("name", "agent");
        for (var module : model.getModules()) {
            var entry = set.add("module").leaf("name", module.getName());
            module.getRevision().ifPresent(revision -> entry.leaf("revision", revision));
            entry.leaf("namespace", module.getNamespace());
            module.getSubmodules().forEach(submodule -> {
                var part = entry.add("submodule").leaf("name", submodule.getName());
                submodule.getRevision().ifPresent(revision -> part.leaf("revision", revision));
            });
            FEATURES.getOrDefault(module.getName(), Set.of()).forEach(feature -> entry.leaf("feature", feature));
        }
        library.add("schema").leaf("name", "agent").leaf("module-set", "agent");
        for (var datastore : Set.of("running", "candidate", "operational")) {
            library.add("datastore").identity("name", DATASTORES, datastore).leaf("schema", "agent");
        }
        library.leaf("content-id", contentId(model));
    }

    /** Changes whenever the set of modules does. */
    static String contentId(EffectiveModelContext model) {
        var names =
                model.getModules().stream().map(YangLibrary::identify).sorted().collect(Collectors.joining(" "));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String identify(Module module) {
        return module.getName() + "@"
                + module.getRevision().map(Revision::toString).orElse("");
    }
}
