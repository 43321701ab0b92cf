package org.openmfs.standalone.mdsal;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonService;
import org.opendaylight.netconf.yanglib.writer.YangLibrarySchemaSourceUrlProvider;
import org.opendaylight.netconf.yanglib.writer.YangLibraryWriterSingleton;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.Revision;

/** Shows in {@code ietf-yang-library} (RFC 8525) which modules this program serves. */
final class YangLibrary {
    private YangLibrary() {}

    /** Writes it to the operational data, where it stays: the modules of a running program do not change. */
    static void write(DOMSchemaService schemas, DataBroker broker) {
        new YangLibraryWriterSingleton(YangLibrary::startAlone, schemas, broker, Optional.of(new ModuleAddresses()));
    }

    /** This program is its own cluster. */
    private static Registration startAlone(ClusterSingletonService service) {
        service.instantiateServiceInstance();
        return service::closeServiceInstance;
    }

    /** RESTCONF serves the sources (RFC 8040, 3.7); a reference relative to its root holds behind every address. */
    private static final class ModuleAddresses implements YangLibrarySchemaSourceUrlProvider {
        @Override
        public Set<Uri> getSchemaSourceUrl(String moduleSet, String module, @Nullable Revision revision) {
            String query = revision == null ? "" : "?revision=" + revision;
            return Set.of(new Uri("/restconf/modules/" + module + query));
        }
    }
}
