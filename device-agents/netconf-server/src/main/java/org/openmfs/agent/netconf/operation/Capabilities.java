package org.openmfs.agent.netconf.operation;

import java.util.Set;
import java.util.TreeSet;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;

/** What the agent says it can do, beyond base:1.0 and base:1.1 and the events that every session may subscribe to. */
public final class Capabilities {
    private static final String PREFIX = "urn:ietf:params:netconf:capability:";

    private Capabilities() {}

    /** The URIs of the hello, and of {@code netconf-state}. */
    public static Set<String> of(EffectiveModelContext model) {
        var uris = new TreeSet<String>();
        uris.add(PREFIX + "candidate:1.0");
        uris.add(PREFIX + "confirmed-commit:1.1");
        uris.add(PREFIX + "rollback-on-error:1.0");
        uris.add(PREFIX + "validate:1.1");
        uris.add(PREFIX + "yang-library:1.1?revision=2019-01-04&content-id=" + YangLibrary.contentId(model));
        model.getModules().forEach(module -> uris.add(uri(module)));
        return uris;
    }

    private static String uri(Module module) {
        var revision = module.getRevision().map(date -> "&revision=" + date).orElse("");
        return module.getNamespace() + "?module=" + module.getName() + revision;
    }
}
