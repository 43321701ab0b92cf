package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.module.AgentModule;

/** What jars of other makers add, and what keeps an agent from starting with them. */
final class ModulePartsTest {
    private static final KeyMeans OWN = KeyMeans.of(Map.of(), new HmacSha384Extract());
    private static final String SOURCE = """
            package m;
            import java.util.*;
            import org.openmfs.agent.combine.*;
            import org.openmfs.agent.encdec.*;
            import org.openmfs.agent.key.KeyMaterial;
            public class M implements org.openmfs.agent.module.AgentModule {
              public String name() { return "m"; }
              public List<org.openmfs.agent.module.EncDecKind> encDecKinds() {
                if ("COMBINER".equals("of-another-version")) throw new NoSuchMethodError("gone");
                return List.of();
              }
              public void close() throws java.io.IOException {
                java.nio.file.Files.writeString(java.nio.file.Path.of("CLOSED"), "closed");
              }
              public List<KeySchedule> schedules() {
                return List.of(new KeySchedule() {
                  public CombinerId id() { return new CombinerId("COMBINER"); }
                  public int shareOctets() { return 1; }
                  public CombinedKey combine(Recipe r, Shares s, List<KeyMaterial> k) { throw new UnsupportedOperationException(); }
                  public DirectionalKey key(Direction d, Profile p, KeyMaterial t) { throw new UnsupportedOperationException(); }
                });
              }
            }
            """;

    @TempDir
    Path folder;

    private SampleFile file;
    private String manifest = "Manifest-Version: 1.0\n";

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder).remove("kme").set("enc-decs", new JsonArray());
    }

    @Test
    void a_combiner_of_a_module_stands_beside_ours() throws Exception {
        try (ModuleParts parts = parts(jar("m.jar", "sponge", "m.M"))) {
            assertThat(parts.addTo(OWN).schedules())
                    .containsOnlyKeys(CombinerId.HMAC_SHA384_EXTRACT, new CombinerId("sponge"));
        }
    }

    @Test
    void one_of_a_name_that_is_there_is_refused() throws Exception {
        try (ModuleParts parts = parts(jar("m.jar", "hmac-sha384-extract", "m.M"))) {
            assertThatThrownBy(() -> parts.addTo(OWN))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith(
                            "m.jar: expected a combiner that is not there yet, but m brings hmac-sha384-extract again");
        }
    }

    @Test
    void two_jars_may_hold_classes_of_one_name() throws Exception {
        try (ModuleParts parts = parts(jar("m.jar", "sponge", "m.M"), jar("n.jar", "towel", "m.M"))) {
            assertThat(parts.addTo(OWN).schedules()).hasSize(3);
        }
    }

    @Test
    void a_jar_that_others_may_change_is_refused() throws Exception {
        Path jar = jar("m.jar", "sponge", "m.M");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessage(jar + ": expected a jar that its owner alone may change, since it is part of the agent");
    }

    @Test
    void what_is_no_jar_or_holds_no_module_is_refused() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.jar"), "this is no jar");
        Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> parts(odd))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("odd.jar: expected a jar with META-INF/services/" + AgentModule.class.getName());
    }

    @Test
    void a_module_whose_class_is_missing_is_refused_in_one_line() throws Exception {
        assertThatThrownBy(() -> parts(jar("m.jar", "sponge", "m.Missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("m.jar: its module cannot be loaded: ")
                .message()
                .satisfies(text -> assertThat(text.lines()).hasSize(1));
    }

    @Test
    void a_module_of_another_version_is_refused_in_one_line_with_its_jar() throws Exception {
        assertThatThrownBy(() -> parts(jar("m.jar", "of-another-version", "m.M")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("m.jar: its module cannot be used: java.lang.NoSuchMethodError: gone");
    }

    @Test
    void a_jar_that_brings_in_others_by_its_manifest_is_refused() throws Exception {
        manifest = "Manifest-Version: 1.0\nClass-Path: other.jar\n";
        Path jar = jar("m.jar", "sponge", "m.M");

        assertThatThrownBy(() -> parts(jar))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        jar + ": expected a jar that holds all it needs, but its manifest names others (Class-Path)");
    }

    @Test
    void modules_are_closed_with_the_agent() throws Exception {
        parts(jar("m.jar", "sponge", "m.M")).close();

        assertThat(folder.resolve("closed")).hasContent("closed");
    }

    private ModuleParts parts(Path... jars) throws IOException {
        JsonArray modules = new JsonArray();
        for (Path jar : jars) {
            JsonObject module = new JsonObject();
            module.addProperty("jar", jar.toString());
            modules.add(module);
        }
        return new ModuleParts(file.set("modules", modules).read(), new SecureRandom());
    }

    private Path jar(String name, String combiner, String service) throws IOException {
        Path work = Files.createDirectories(folder.resolve(name + "-work"));
        Path source = Files.writeString(
                work.resolve("M.java"),
                SOURCE.replace("COMBINER", combiner)
                        .replace("CLOSED", folder.resolve("closed").toString()));
        Path classes = Files.createDirectories(work.resolve("classes/META-INF/services"))
                .getParent()
                .getParent();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(said.toString())
                    .isTrue();
        }
        Files.writeString(classes.resolve("META-INF/services/" + AgentModule.class.getName()), service + "\n");
        return packed(classes, folder.resolve(name));
    }

    private Path packed(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
            out.write(manifest.getBytes(StandardCharsets.US_ASCII));
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(one).toString()));
                out.write(Files.readAllBytes(one));
            }
        }
        return Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
