package org.openmfs.northbound.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.openmfs.northbound.check.ServedModules;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.restconf.OpenResource;
import org.openmfs.northbound.restconf.ReadOnlyResource;
import org.openmfs.northbound.restconf.Resource;

/** The OpenAPI document at {@code /openapi.json}, and the same for people at {@code /openapi}, where {@code /} leads. */
public final class OpenApi {
    private static final String PAGE = "/openapi";
    /** What people come for stands first. */
    private static final List<String> FIRST = List.of(
            "mfs-service",
            "mfs-operation",
            "mfs-policy",
            "mfs-application",
            "mfs-method",
            "mfs-network",
            "mfs-key",
            "mfs-path",
            "mfs-event");

    /** What ours add to. */
    private static final Set<String> NETWORKS = Set.of("ietf-network", "ietf-network-topology");

    private static final int FOUND_ELSEWHERE = 302;

    private OpenApi() {}

    public static Map<String, Resource> resources(DOMSchemaService schemas) {
        return Map.of(
                "/openapi.json",
                new ReadOnlyResource(request -> HttpReply.of(
                        200,
                        "application/json",
                        document(schemas.getGlobalContext()).toString().getBytes(UTF_8))),
                PAGE,
                new ReadOnlyResource(request -> HttpReply.of(
                        200,
                        "text/html; charset=utf-8",
                        ApiPage.of(document(schemas.getGlobalContext())).getBytes(UTF_8))));
    }

    /** What leads there, for everybody. */
    public static Map<String, OpenResource> ways() {
        return Map.of("/", () -> HttpReply.empty(FOUND_ELSEWHERE).with("location", PAGE));
    }

    static JsonObject document(EffectiveModelContext models) {
        List<? extends Module> ours = models.getModules().stream()
                .filter(module -> isOurs(module.getName()))
                .sorted(Comparator.comparingInt((Module module) -> rank(module.getName()))
                        .thenComparing(Module::getName))
                .toList();
        return OpenApiDocument.of(models, ours);
    }

    private static int rank(String module) {
        int place = FIRST.indexOf(module);
        return place < 0 ? FIRST.size() : place;
    }

    private static boolean isOurs(String module) {
        return (module.startsWith("mfs-") && !ServedModules.isOfDevices(module)) || NETWORKS.contains(module);
    }
}
