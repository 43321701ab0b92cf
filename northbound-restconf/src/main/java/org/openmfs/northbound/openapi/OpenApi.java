package org.openmfs.northbound.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.openmfs.northbound.check.ServedModules;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.restconf.ReadOnlyResource;
import org.openmfs.northbound.restconf.Resource;

/** The OpenAPI document at {@code /openapi.json}, and the same for people at {@code /openapi}. */
public final class OpenApi {
    private OpenApi() {}

    public static Map<String, Resource> resources(DOMSchemaService schemas) {
        return Map.of(
                "/openapi.json",
                new ReadOnlyResource(request -> HttpReply.of(
                        200,
                        "application/json",
                        document(schemas.getGlobalContext()).toString().getBytes(UTF_8))),
                "/openapi",
                new ReadOnlyResource(request -> HttpReply.of(
                        200,
                        "text/html; charset=utf-8",
                        page(document(schemas.getGlobalContext())).getBytes(UTF_8))));
    }

    static JsonObject document(EffectiveModelContext models) {
        List<? extends Module> ours = models.getModules().stream()
                .filter(module -> isOurs(module.getName()))
                .sorted(Comparator.comparing(Module::getName))
                .toList();
        return OpenApiDocument.of(models, ours);
    }

    private static boolean isOurs(String module) {
        return (module.startsWith("mfs-") && !ServedModules.isOfDevices(module)) || module.startsWith("ietf-network");
    }

    /** One row a method; no script, nothing from elsewhere. */
    private static String page(JsonObject document) {
        StringBuilder rows = new StringBuilder();
        for (Map.Entry<String, JsonElement> path :
                document.getAsJsonObject("paths").entrySet()) {
            for (Map.Entry<String, JsonElement> operation :
                    path.getValue().getAsJsonObject().entrySet()) {
                if (operation.getValue().isJsonObject()) {
                    String summary = operation
                            .getValue()
                            .getAsJsonObject()
                            .get("summary")
                            .getAsString();
                    rows.append("<tr><td>%s</td><td><code>%s</code></td><td>%s</td></tr>%n"
                            .formatted(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    escape(path.getKey()),
                                    escape(summary)));
                }
            }
        }
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>OpenMFS: RESTCONF</title>
                <style>body{font-family:sans-serif;margin:2em}td,th{text-align:left;padding:.2em .8em;vertical-align:top}
                tr:nth-child(even){background:#f2f2f2}</style></head><body>
                <h1>OpenMFS: RESTCONF</h1>
                <p>Everything below <code>/restconf</code>; the same for tools is <a href="/openapi.json">openapi.json</a>.
                Braces stand for keys. Bodies are JSON (RFC 7951) or XML.</p>
                <table><thead><tr><th>Method</th><th>Path</th><th>What it does</th></tr></thead><tbody>
                """ + rows + "</tbody></table></body></html>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
