package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openmfs.agent.module.AgentModule;

/** A module's jar as another maker would make it, from sources that the build does not know. */
final class ModuleJar {
    private static final Path SOURCES = Path.of("src/test/foreign-module");

    private ModuleJar() {}

    /** @param module the class's full name */
    static Path compiled(String module, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("module-classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            Path maker = SOURCES.resolve(module.replace('.', '/')).getParent();
            var sources = files.getJavaFileObjects(sources(maker));
            assertThat(compiler.getTask(said, files, null, options, null, sources)
                            .call())
                    .as(said.toString())
                    .isTrue();
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(AgentModule.class.getName()), module + "\n");
        return packed(classes, folder.resolve("module.jar"));
    }

    private static Path[] sources(Path maker) throws IOException {
        try (Stream<Path> all = Files.list(maker)) {
            return all.toArray(Path[]::new);
        }
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
