package org.openmfs.standalone.mdsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.binding.runtime.api.ModuleInfoSnapshot;
import org.opendaylight.yangtools.yang.common.Revision;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.api.source.SourceIdentifier;
import org.opendaylight.yangtools.yang.model.repo.api.MissingSchemaSourceException;

/**
 * Which YANG modules a program knows.
 *
 * @param modules by name and revision, as {@code name@revision}, the hash of the text of each
 */
record ModelSet(SortedMap<String, String> modules) {
    static ModelSet of(ModuleInfoSnapshot models) {
        SortedMap<String, String> modules = new TreeMap<>();
        for (Module module : models.modelContext().getModules()) {
            String revision = module.getRevision().map(Revision::toString).orElse("");
            modules.put(module.getName() + "@" + revision, hashOfText(models, module));
        }
        return new ModelSet(modules);
    }

    private static String hashOfText(ModuleInfoSnapshot models, Module module) {
        SourceIdentifier source = new SourceIdentifier(
                module.getName(), module.getRevision().map(Revision::toString).orElse(null));
        try {
            return Sha256.hexOf(models.getYangTextSource(source).read().getBytes(UTF_8));
        } catch (IOException | MissingSchemaSourceException e) {
            throw new IllegalStateException("no text of " + source, e);
        }
    }

    /** As {@link #toString()} wrote it; what is no module in it is passed over, and makes it another set. */
    static ModelSet parse(String text) {
        return new ModelSet(text.lines()
                .map(line -> (line + " ").split(" ", 2))
                .filter(words -> words[0].contains("@"))
                .collect(Collectors.toMap(
                        words -> words[0], words -> words[1].strip(), (one, other) -> other, TreeMap::new)));
    }

    /** A line each. */
    @Override
    public String toString() {
        return modules.entrySet().stream()
                .map(module -> module.getKey() + " " + module.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** What another set has that is otherwise here, for an operator; empty where they are the same. */
    List<String> strange(ModelSet other) {
        List<String> strange = new ArrayList<>();
        other.modules.forEach((module, text) -> {
            if (!text.equals(modules.get(module))) {
                strange.add(module + " (here " + here(module) + ")");
            }
        });
        modules.keySet().stream()
                .filter(module -> other.named(module).isEmpty())
                .forEach(module -> strange.add("no " + nameOf(module) + " (here " + module + ")"));
        return strange;
    }

    private String here(String module) {
        List<String> named = named(module);
        if (named.contains(module)) {
            return "with another text";
        }
        return named.isEmpty() ? "none" : String.join(", ", named);
    }

    private List<String> named(String module) {
        return modules.keySet().stream()
                .filter(known -> nameOf(known).equals(nameOf(module)))
                .toList();
    }

    private static String nameOf(String module) {
        return module.substring(0, module.indexOf('@'));
    }
}
