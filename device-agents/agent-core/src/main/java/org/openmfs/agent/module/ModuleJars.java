package org.openmfs.agent.module;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.StreamSupport;
import java.util.zip.ZipException;
import org.openmfs.agent.file.GuardedPath;

/** Loads the jars that an agent's file names, each with a class loader of its own above the agent's. */
public final class ModuleJars implements AutoCloseable {
    private final List<Loaded> loaded = new ArrayList<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();

    /**
     * A jar as the agent's file names it.
     *
     * @param settings what is said to its module
     */
    public record Named(Path jar, Map<String, String> settings) {
        public Named {
            settings = Map.copyOf(settings);
        }
    }

    /** A module, and what the agent's file says to it. */
    public record Loaded(AgentModule module, Named from) {}

    /**
     * Loads them.
     *
     * @throws IOException with a line for the operator if a jar cannot be read, may be changed by others, or holds no
     *     module that can be used
     */
    public static ModuleJars load(List<Named> jars) throws IOException {
        ModuleJars modules = new ModuleJars();
        try {
            for (Named jar : jars) {
                modules.add(jar);
            }
            return modules;
        } catch (IOException unusable) {
            modules.close();
            throw unusable;
        }
    }

    /** All modules, in the order of the jars. */
    public List<Loaded> modules() {
        return List.copyOf(loaded);
    }

    private void add(Named named) throws IOException {
        Path jar = named.jar();
        GuardedPath.Way way = GuardedPath.follow(jar, GuardedPath.ownUser());
        if (!way.faults().isEmpty()) {
            throw new IOException(
                    jar + ": expected a jar that nobody but root and this agent's user may change, since it"
                            + " is part of the agent, but " + way.faults().getFirst());
        }
        requireAlone(jar);
        URLClassLoader loader = new URLClassLoader(new URL[] {url(way.target())}, AgentModule.class.getClassLoader());
        loaders.add(loader);
        List<AgentModule> found = found(jar, loader);
        if (found.isEmpty()) {
            throw new IOException(jar + ": expected a jar with META-INF/services/" + AgentModule.class.getName()
                    + ", found none in it");
        }
        found.forEach(module -> loaded.add(new Loaded(module, named)));
    }

    /** What a manifest names is loaded too, and nobody looked at who may change it. */
    private static void requireAlone(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
                throw new IOException(
                        jar + ": expected a jar that holds all it needs, but its manifest names others (Class-Path)");
            }
        } catch (ZipException noJar) {
            throw new IOException(
                    jar + ": expected a jar with META-INF/services/" + AgentModule.class.getName() + ", found no jar",
                    noJar);
        }
    }

    /** Only those of this jar: others may lie on the agent's own class path. */
    private static List<AgentModule> found(Path jar, ClassLoader loader) throws IOException {
        ModuleCalls calls = new ModuleCalls(loader);
        try {
            return calls.under(() -> StreamSupport.stream(
                            ServiceLoader.load(AgentModule.class, loader).spliterator(), false)
                    .filter(module -> loader.equals(module.getClass().getClassLoader()))
                    .map(calls::into)
                    .toList());
        } catch (RuntimeException | Error broken) {
            throw new IOException(jar + ": its module cannot be loaded: " + broken, broken);
        }
    }

    private static URL url(Path jar) throws IOException {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IOException(jar + ": expected a path of a file", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        List<Throwable> broken = new ArrayList<>();
        for (Loaded one : loaded.reversed()) {
            try {
                one.module().close();
            } catch (RuntimeException | Error e) {
                broken.add(new IOException(one.from().jar() + ": its module cannot be closed: " + e, e));
            }
        }
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                broken.add(e);
            }
        }
        if (!broken.isEmpty()) {
            throw new IOException(broken.getFirst().getMessage(), broken.getFirst());
        }
    }
}
