package org.openmfs.testbed.restconf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data nodes a server knows, read from an indented text. One line is one node: {@code -} marks state, {@code name/} a
 * container, {@code name [keys]} a list, {@code name : type} a leaf ({@code !} before the colon: mandatory),
 * {@code name * type} a leaf-list, {@code name ?} anything; a name may carry a module prefix, which its children inherit.
 *
 * @param roots top-level nodes by qualified name
 */
public record Schema(Map<String, SchemaNode> roots) {

    /** Reads the schema text that lies beside a class. */
    public static Schema resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema parse(String text) {
        Deque<Line> lines = new ArrayDeque<>();
        text.lines().filter(l -> !l.isBlank() && !l.strip().startsWith("#")).forEach(l -> lines.add(Line.of(l)));
        Map<String, SchemaNode> roots = new LinkedHashMap<>();
        children(lines, -1, "", true).values().forEach(node -> roots.put(node.qualifiedName(), node));
        return new Schema(roots);
    }

    /** This schema and another one's nodes. */
    public Schema and(Schema other) {
        Map<String, SchemaNode> both = new LinkedHashMap<>(roots);
        both.putAll(other.roots);
        return new Schema(both);
    }

    public Optional<SchemaNode> root(String qualifiedName) {
        return Optional.ofNullable(roots.get(qualifiedName));
    }

    private static Map<String, SchemaNode> children(Deque<Line> lines, int indent, String module, boolean config) {
        Map<String, SchemaNode> result = new LinkedHashMap<>();
        while (!lines.isEmpty() && lines.peek().indent() > indent) {
            Line line = lines.poll();
            String own = line.module().isEmpty() ? module : line.module();
            boolean writable = config && !line.state();
            result.put(line.name(), node(line, own, writable, children(lines, line.indent(), own, writable)));
        }
        return result;
    }

    private static SchemaNode node(Line line, String module, boolean config, Map<String, SchemaNode> children) {
        String rest = line.rest();
        return switch (line.kind()) {
            case '/' -> new SchemaNode.Container(module, line.name(), config, children);
            case '[' ->
                new SchemaNode.ListNode(
                        module,
                        line.name(),
                        config,
                        List.of(rest.replace("]", "").split(" ")),
                        children);
            case '!' -> new SchemaNode.Leaf(module, line.name(), config, true, LeafType.of(rest));
            case ':' -> new SchemaNode.Leaf(module, line.name(), config, false, LeafType.of(rest));
            case '*' -> new SchemaNode.LeafList(module, line.name(), config, LeafType.of(rest));
            case '?' -> new SchemaNode.Anything(module, line.name(), config);
            default -> throw new IllegalStateException("schema text: " + line);
        };
    }

    private record Line(int indent, boolean state, String module, String name, char kind, String rest) {
        static Line of(String text) {
            String body = text.strip();
            boolean state = body.startsWith("-");
            String unmarked = state ? body.substring(1) : body;
            String word = unmarked.split(" ")[0];
            boolean container = word.endsWith("/");
            String after = unmarked.substring(word.length()).strip();
            String name = container ? word.substring(0, word.length() - 1) : word;
            int colon = name.indexOf(':');
            return new Line(
                    text.indexOf(body),
                    state,
                    name.substring(0, Math.max(colon, 0)),
                    name.substring(colon + 1),
                    container ? '/' : after.charAt(0),
                    container ? "" : after.substring(1).strip());
        }
    }
}
