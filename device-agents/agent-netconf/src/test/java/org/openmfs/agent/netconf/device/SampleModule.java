package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openmfs.agent.module.AgentModule;

/** A jar of another maker, compiled here: right in all of it until a test makes it wrong. */
final class SampleModule {
    private static final String SOURCE = """
            package m;
            import java.util.*;
            import org.openmfs.agent.combine.*;
            import org.openmfs.agent.encdec.*;
            import org.openmfs.agent.key.*;
            import org.openmfs.agent.method.*;
            import org.openmfs.agent.module.*;
            public class M implements AgentModule {
              static String loader() {
                return Thread.currentThread().getContextClassLoader() == M.class.getClassLoader() ? "its own" : "another";
              }
              public M() throws Exception { note("made"); }
              public String name() { return "m"; }
              public List<EncDecKind> encDecKinds() {
                if ("COMBINER".equals("of-another-version")) throw new NoSuchMethodError("gone");
                return List.of(new EncDecKind() {
                  public String word() { return "KIND"; }
                  public EncDec open(String name, java.nio.file.Path data, Map<String, String> settings) throws java.io.IOException {
                    throw new java.io.IOException("opened under the loader that is " + loader());
                  }
                });
              }
              public void close() throws java.io.IOException {
                if ("METHOD".equals("breaks-when-closed")) throw new IllegalStateException("open still");
                note("closed");
              }
              private static void note(String what) throws java.io.IOException {
                java.nio.file.Files.writeString(java.nio.file.Path.of("NOTES", what), what + " under the loader that is " + loader());
              }
              public List<KeyExchangeMethod> methods(AgentModule.Surroundings with) {
                return List.of(new KeyExchangeMethod() {
                  public boolean waits() {
                    if ("METHOD".equals("breaks-when-asked")) throw new NoSuchMethodError("gone");
                    return true;
                  }
                  public MethodDescription describe() {
                    return MethodDescription.of(new MethodId("METHOD"), new Reliance(new Ground("isogeny-walk"), 5, "1"), KeyLength.bits(256));
                  }
                  public InitiatorExchange initiate(ExchangeContext context) {
                    return new InitiatorExchange() {
                      public List<Origin> origins() { return List.of(); }
                      public MethodMessage offer() { throw new IllegalStateException("offered under the loader that is " + loader()); }
                      public KeyMaterial complete(MethodMessage answer) throws MethodFailure {
                        throw new MethodFailure(MethodFailure.Reason.REFUSED, "completed under the loader that is " + loader());
                      }
                      public void close() {}
                    };
                  }
                  public ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure {
                    throw new MethodFailure(MethodFailure.Reason.REFUSED, "answered under the loader that is " + loader());
                  }
                });
              }
              public List<KeySchedule> schedules() {
                return List.of(new KeySchedule() {
                  public CombinerId id() { return new CombinerId("COMBINER"); }
                  public int shareOctets() { return 1; }
                  public CombinedKey combine(Recipe r, Shares s, List<KeyMaterial> k) { throw new UnsupportedOperationException(loader()); }
                  public DirectionalKey key(Direction d, Profile p, KeyMaterial t) { throw new UnsupportedOperationException(); }
                });
              }
            }
            """;

    private final Path folder;
    private final Map<String, String> words = new HashMap<>(Map.of(
            "COMBINER",
            "sponge",
            "KIND",
            "one-slot",
            "METHOD",
            "walk",
            "SERVICE",
            "m.M",
            "MANIFEST",
            "Manifest-Version: 1.0\n"));

    SampleModule(Path folder) {
        this.folder = folder;
    }

    SampleModule combiner(String id) {
        return with("COMBINER", id);
    }

    SampleModule kind(String word) {
        return with("KIND", word);
    }

    SampleModule method(String id) {
        return with("METHOD", id);
    }

    /** What the jar says that its module is. */
    SampleModule service(String name) {
        return with("SERVICE", name);
    }

    SampleModule manifest(String lines) {
        return with("MANIFEST", lines);
    }

    private SampleModule with(String what, String value) {
        words.put(what, value);
        return this;
    }

    /** What the module wrote when it was {@code made} or {@code closed}. */
    static Path note(Path folder, String when) {
        return folder.resolve("notes").resolve(when);
    }

    /** Makes it, in the folder. */
    Path jar(String name) throws IOException {
        Path notes = Files.createDirectories(folder.resolve("notes"));
        Path work = Files.createDirectories(folder.resolve(name + "-work"));
        Path source = Files.writeString(work.resolve("M.java"), source().replace("NOTES", notes.toString()));
        Path services = Files.createDirectories(work.resolve("classes/META-INF/services"));
        Path classes = work.resolve("classes");
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
        Files.writeString(services.resolve(AgentModule.class.getName()), words.get("SERVICE") + "\n");
        return packed(classes, folder.resolve(name));
    }

    private String source() {
        return SOURCE.replace("COMBINER", words.get("COMBINER"))
                .replace("KIND", words.get("KIND"))
                .replace("METHOD", words.get("METHOD"));
    }

    private Path packed(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
            out.write(words.get("MANIFEST").getBytes(StandardCharsets.US_ASCII));
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(one).toString()));
                out.write(Files.readAllBytes(one));
            }
        }
        return Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
