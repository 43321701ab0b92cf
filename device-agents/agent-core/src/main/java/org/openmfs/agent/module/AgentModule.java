package org.openmfs.agent.module;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.KeyExchangeMethod;

/**
 * What a jar adds to an agent. The jar names its implementation in {@code META-INF/services/org.openmfs.agent.module.AgentModule}
 * ({@link java.util.ServiceLoader}), and the agent's file names the jar. It is part of the agent's program: it runs with
 * its rights, and sees key material. Calls into it come with its own class loader as the thread's context class loader.
 */
public interface AgentModule extends Closeable {
    /** What operators call it. */
    String name();

    /**
     * Methods, each of an id that no other has, whether that is set up or not. A check of the agent's file asks for them,
     * too, and then closes the module: nothing is written or called until a method is used.
     *
     * @throws IOException with a line for the operator if a setting or what it names cannot be used
     */
    default List<KeyExchangeMethod> methods(Surroundings with) throws IOException {
        return List.of();
    }

    /** Key schedules, each of a combiner that no other has. */
    default List<KeySchedule> schedules() {
        return List.of();
    }

    /** Kinds of Enc/Decs, each of a word that no other has. */
    default List<EncDecKind> encDecKinds() {
        return List.of();
    }

    /** Closes what its methods opened; the agent ends. */
    @Override
    default void close() throws IOException {}

    /**
     * Where a module finds itself.
     *
     * @param cf whose agent it is
     * @param data the agent's folder, in which a module may keep files whose names begin with its own
     * @param settings what the agent's file says to it
     */
    record Surroundings(CfId cf, Path data, Map<String, String> settings, SecureRandom random) {
        public Surroundings {
            settings = Map.copyOf(settings);
        }
    }
}
