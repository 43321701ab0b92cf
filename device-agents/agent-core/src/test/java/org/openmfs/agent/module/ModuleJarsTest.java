package org.openmfs.agent.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which modules a jar brings, and whose jar is loaded. */
final class ModuleJarsTest {
    private static final String SOURCE = """
            package m;
            public class M implements org.openmfs.agent.module.AgentModule {
              public String name() { return "m"; }
              public void close() { System.setProperty("m.closed", "yes"); }
            }
            """;

    /** The module of {@link #SOURCE} sets it when it is closed. */
    private static final String CLOSED = "m.closed";

    @TempDir
    Path folder;

    private Path jar() throws IOException {
        Path source =
                Files.writeString(Files.createDirectories(folder.resolve("m")).resolve("M.java"), SOURCE);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        source.toString());
        assertThat(failed).isZero();
        Path jar = folder.resolve("m.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("m/M.class"));
            out.write(Files.readAllBytes(folder.resolve("m/M.class")));
            out.putNextEntry(new JarEntry("META-INF/services/" + AgentModule.class.getName()));
            out.write("m.M\n".getBytes(StandardCharsets.US_ASCII));
        }
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        return jar;
    }

    private static ModuleJars load(Path jar) throws IOException {
        return ModuleJars.load(List.of(new ModuleJars.Named(jar, Map.of())));
    }

    @Test
    void a_jar_brings_its_own_modules_and_none_that_lie_elsewhere() throws Exception {
        assertThat(ServiceLoader.load(AgentModule.class)).anyMatch(StrayModule.class::isInstance);

        try (ModuleJars jars = load(jar())) {
            assertThat(jars.modules())
                    .extracting(loaded -> loaded.module().name())
                    .containsExactly("m");
        }
    }

    @Test
    void what_was_loaded_is_closed_where_another_jar_can_not_be() throws Exception {
        ModuleJars.Named good = new ModuleJars.Named(jar(), Map.of());
        Path none = Files.writeString(folder.resolve("none.jar"), "none");
        Files.setPosixFilePermissions(none, PosixFilePermissions.fromString("rw-r--r--"));
        System.clearProperty(CLOSED);
        try {
            assertThatIOException()
                    .isThrownBy(() -> ModuleJars.load(List.of(good, new ModuleJars.Named(none, Map.of())))
                            .close())
                    .withMessageContaining("found no jar");
            assertThat(System.getProperty(CLOSED)).isEqualTo("yes");
        } finally {
            System.clearProperty(CLOSED);
        }
    }

    @Test
    void a_jar_whose_manifest_names_others_is_not_loaded() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "other.jar");
        Path jar = folder.resolve("names.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> load(jar).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its manifest names others");
    }

    @Test
    void a_jar_that_others_may_change_is_not_loaded() throws Exception {
        Path jar = jar();
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(() -> load(jar).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others may write to " + jar);
    }
}
