package org.openmfs.agent.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A bug in the agent's core: its source, changed in one place and compiled in memory, runs in a class loader of its own.
 *
 * @param name what the bug does
 * @param file the source, below the package {@code org.openmfs.agent}
 * @param from text that is there once
 * @param to what it becomes
 * @param seed one that finds it, when this was written: it is tried before all others
 */
record PlantedBug(String name, String file, String from, String to, long seed) {
    private static final String PACKAGE = "org.openmfs.agent.";

    @Override
    public String toString() {
        return name;
    }

    /** The first thing that goes wrong in so many runs, with its seed; empty if nothing does. */
    String found(long mostSeeds) throws ReflectiveOperationException {
        Class<?> simulate = loader().loadClass(SimulateMain.class.getName());
        return (String)
                simulate.getMethod("firstViolation", long.class, long.class).invoke(null, seed, mostSeeds);
    }

    private ClassLoader loader() {
        Map<String, byte[]> changed = compiled();
        return new ClassLoader(PlantedBug.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
                if (!wanted.startsWith(PACKAGE)) {
                    return super.loadClass(wanted, resolve);
                }
                synchronized (getClassLoadingLock(wanted)) {
                    Class<?> loaded = findLoadedClass(wanted);
                    return loaded == null ? own(wanted) : loaded;
                }
            }

            private Class<?> own(String wanted) throws ClassNotFoundException {
                byte[] bytes = changed.containsKey(wanted) ? changed.get(wanted) : original(wanted);
                return defineClass(wanted, bytes, 0, bytes.length);
            }

            private byte[] original(String wanted) throws ClassNotFoundException {
                try (InputStream in = getResourceAsStream(wanted.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(wanted);
                    }
                    return in.readAllBytes();
                } catch (IOException e) {
                    throw new ClassNotFoundException(wanted, e);
                }
            }
        };
    }

    private Map<String, byte[]> compiled() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter said = new StringWriter();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        JavaFileManager inMemory = new ForwardingJavaFileManager<>(files) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(className, of -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
        boolean done = compiler.getTask(said, inMemory, null, options, null, List.of(source()))
                .call();
        if (!done) {
            throw new IllegalStateException(name + " does not compile: " + said);
        }
        Map<String, byte[]> compiled = new HashMap<>();
        classes.forEach((of, bytes) -> compiled.put(of, bytes.toByteArray()));
        return compiled;
    }

    private JavaFileObject source() {
        String text = changed();
        return new SimpleJavaFileObject(URI.create("memory:///" + file), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private String changed() {
        String text = read(sources().resolve(file));
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException(name + ": " + file + " does not hold this text once: " + from);
        }
        return text.replace(from, to);
    }

    private static Path sources() {
        try {
            Path classes = Path.of(org.openmfs.agent.machine.Associations.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../src/main/java/org/openmfs/agent").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
