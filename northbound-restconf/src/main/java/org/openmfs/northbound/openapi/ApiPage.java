package org.openmfs.northbound.openapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document for people: one page, a section a module, one row a method; no script, nothing from elsewhere. */
final class ApiPage {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
    private final JsonObject document;

    private ApiPage(JsonObject document) {
        this.document = document;
    }

    static String of(JsonObject document) {
        return new ApiPage(document).html();
    }

    private String html() {
        StringBuilder contents = new StringBuilder();
        StringBuilder headings = new StringBuilder();
        document.getAsJsonArray("tags").forEach(tag -> sections.put(text(tag, "name"), new StringBuilder()));
        members(document.getAsJsonObject("paths"), this::addPath);
        document.getAsJsonArray("tags").forEach(tag -> {
            String name = text(tag, "name");
            headings.append("<li><a href=\"#%1$s\">%1$s</a>: %2$s</li>%n"
                    .formatted(escape(name), escape(text(tag, "description"))));
            contents.append("<h2 id=\"%1$s\">%1$s</h2>%n<p>%2$s</p>%n"
                            .formatted(escape(name), escape(text(tag, "description"))))
                    .append("<table><thead><tr><th>Method</th><th>Path</th><th>What it does</th></tr></thead><tbody>\n")
                    .append(sections.get(name))
                    .append("</tbody></table>\n");
        });
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>OpenMFS: RESTCONF</title>
                <style>body{font-family:sans-serif;margin:2em}td,th{text-align:left;padding:.2em .8em;vertical-align:top}
                tr:nth-child(even){background:#f2f2f2}pre{background:#fff;border:1px solid #ccc;padding:.6em;overflow:auto}
                summary{cursor:pointer}</style></head><body>
                <h1>OpenMFS: RESTCONF</h1>
                <p>Everything below <code>/restconf</code>; the same for tools is <a href="/openapi.json">openapi.json</a>.
                Braces stand for keys. Bodies are JSON (RFC 7951) or XML. Beside it there are <a href="/metrics">numbers</a> for
                Prometheus, <a href="/livez">livez</a>, <a href="/readyz">readyz</a> and <a href="/version">version</a>.</p>
                <ul>
                """ + headings + "</ul>\n" + contents + "</body></html>\n";
    }

    private interface Member {
        void take(String name, JsonElement value);
    }

    private static void members(JsonObject object, Member each) {
        object.entrySet().forEach(member -> each.take(member.getKey(), member.getValue()));
    }

    private void addPath(String path, JsonElement methods) {
        members(methods.getAsJsonObject(), (method, operation) -> {
            if (operation instanceof JsonObject described) {
                String tag = described.getAsJsonArray("tags").get(0).getAsString();
                sections.get(tag)
                        .append("<tr><td>%s</td><td><code>%s</code></td><td>%s%s</td></tr>%n"
                                .formatted(
                                        method.toUpperCase(Locale.ROOT),
                                        escape(path),
                                        escape(text(described, "summary")),
                                        examples(described)));
            }
        });
    }

    private static String examples(JsonObject operation) {
        StringBuilder shown = new StringBuilder();
        if (operation.has("requestBody")) {
            example(operation.getAsJsonObject("requestBody"), "an example body", shown);
        }
        members(
                operation.getAsJsonObject("responses"),
                (status, response) -> example(response.getAsJsonObject(), "an example answer", shown));
        return shown.toString();
    }

    private static void example(JsonObject holder, String name, StringBuilder shown) {
        if (holder.has("content")) {
            members(holder.getAsJsonObject("content"), (type, content) -> {
                JsonElement example = content.getAsJsonObject().get("example");
                if (example != null) {
                    shown.append("<details><summary>%s</summary><pre>%s</pre></details>"
                            .formatted(name, escape(PRETTY.toJson(example))));
                }
            });
        }
    }

    private static String text(JsonElement object, String member) {
        return object.getAsJsonObject().get(member).getAsString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
