package org.openmfs.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler, called with the arguments that the build gives it, refuses careless handling of key material. */
final class PlantedSecretReadersTest {
    private static final Map<String, String> METHODS =
            Map.of("Leaking", """
            byte[] method(KeyMaterial key) {
                return key.lend(byte[]::clone);
            }
            """, "Forgetting", """
            int method(byte[] bytes) {
                KeyMaterial key = KeyMaterial.taking(bytes);
                return key.hashCode();
            }
            """, "Wasteful", """
            void method(byte[] bytes) {
                int length = bytes.length;
            }
            """, "Careful", """
            @org.openmfs.agent.key.ReadsSecret("shows what is allowed")
            int method(byte[] bytes) {
                try (KeyMaterial key = KeyMaterial.taking(bytes)) {
                    return key.lend(lent -> lent.length);
                }
            }
            """);

    @TempDir
    private static Path folder;

    /** Class name to the names of the checks that refuse it. */
    private static Map<String, Set<String>> refusals;

    @BeforeAll
    static void compile_the_planted_classes() throws IOException {
        Checkout.assumeWholeBuild();
        List<Path> sources = new ArrayList<>();
        for (String name : METHODS.keySet()) {
            String text = "import org.openmfs.agent.key.KeyMaterial;\nfinal class " + name + " {\n" + METHODS.get(name);
            sources.add(Files.writeString(folder.resolve(name + ".java"), text + "}\n"));
        }
        Process compiler = new ProcessBuilder(compilerCommand(Checkout.found(), sources))
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        refusals = Pattern.compile("(\\w+)\\.java:\\d+: error: \\[(\\w+)]")
                .matcher(said)
                .results()
                .collect(groupingBy(found -> found.group(1), mapping(found -> found.group(2), toSet())));
        assertThat(said).contains("3 errors");
    }

    @Test
    void reading_key_bytes_without_a_reason_does_not_compile() {
        assertThat(refusals.get("Leaking")).containsExactly("RestrictedApi");
    }

    @Test
    void key_material_that_nobody_closes_does_not_compile() {
        assertThat(refusals.get("Forgetting")).containsExactly("MustBeClosedChecker");
    }

    @Test
    void a_warning_that_the_build_calls_an_error_does_not_compile() {
        assertThat(refusals.get("Wasteful")).containsExactly("UnusedVariable");
    }

    @Test
    void key_material_read_for_a_stated_reason_and_closed_compiles() {
        assertThat(refusals).doesNotContainKey("Careful");
    }

    private static List<String> compilerCommand(Checkout checkout, List<Path> sources) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        checkout.text(".mvn/jvm.config").lines().map("-J"::concat).forEach(command::add);
        command.addAll(compilerArgumentsOfTheBuild(checkout));
        String processors =
                checkout.text("testbed/target/house-errorprone.path").strip();
        command.addAll(List.of("-processorpath", processors, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("-d", folder.toString()));
        sources.forEach(source -> command.add(source.toString()));
        return command;
    }

    private static List<String> compilerArgumentsOfTheBuild(Checkout checkout) {
        List<String> arguments = Pattern.compile("<arg>([^<]+)</arg>")
                .matcher(checkout.text("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(arguments).anyMatch(argument -> argument.startsWith("-Xplugin:ErrorProne"));
        return arguments;
    }
}
