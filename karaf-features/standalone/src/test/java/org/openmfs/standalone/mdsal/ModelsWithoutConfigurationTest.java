package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.api.ModuleImport;

/** Karaf's start lets another revision of some models in, since no configuration is of them: that none is. */
final class ModelsWithoutConfigurationTest {
    private static final Path SOURCE = Path.of("../boot-agent/src/main/java/org/openmfs/karaf/boot/KeptModels.java");
    private static final Pattern NAMES = Pattern.compile("WITHOUT_CONFIGURATION =\\s*Set\\.of\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("\"([a-z-]+)\"");
    /** Configured at devices; RESTCONF offers nothing of it here. */
    private static final String OF_DEVICES = "mfs-agent";

    private final EffectiveModelContext models = YangModels.onClassPath().modelContext();

    private static Set<String> letIn() throws IOException {
        MatchResult list =
                NAMES.matcher(Files.readString(SOURCE)).results().findFirst().orElseThrow();
        return NAME.matcher(list.group(1)).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }

    /** It, and what gives it words. */
    private void add(String model, Set<String> all) {
        if (all.add(model)) {
            Module module = models.findModules(model).iterator().next();
            module.getImports().stream()
                    .map(ModuleImport::getModuleName)
                    .map(name -> name.getLocalName())
                    .filter(name -> name.startsWith("mfs-"))
                    .forEach(name -> add(name, all));
        }
    }

    @Test
    void they_have_no_configuration_and_give_no_words_to_one_that_has() throws IOException {
        Set<String> ours = models.getModules().stream()
                .map(Module::getName)
                .filter(name -> name.startsWith("mfs-"))
                .collect(Collectors.toSet());
        Set<String> withConfiguration = new HashSet<>();
        models.getModules().stream()
                .filter(module ->
                        ours.contains(module.getName()) && !module.getName().equals(OF_DEVICES))
                .filter(module -> module.getChildNodes().stream()
                        .anyMatch(node -> node.effectiveConfig().orElse(true)))
                .forEach(module -> add(module.getName(), withConfiguration));

        assertThat(withConfiguration).contains("mfs-network", "mfs-types");
        assertThat(letIn()).isSubsetOf(ours).doesNotContainAnyElementsOf(withConfiguration);
        ours.removeAll(withConfiguration);
        assertThat(ours).isEqualTo(letIn());
    }
}
