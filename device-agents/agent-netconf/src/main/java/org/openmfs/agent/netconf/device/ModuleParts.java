package org.openmfs.agent.netconf.device;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.module.AgentModule;
import org.openmfs.agent.module.EncDecKind;
import org.openmfs.agent.module.ModuleJars;

/** What the jars of other makers add to this agent; none of it takes the place of what is there. */
final class ModuleParts implements Closeable {
    private final AgentSettings settings;
    private final SecureRandom random;
    private final ModuleJars jars;
    private final Map<String, EncDecKind> kinds = new HashMap<>();

    /** Loads the jars. */
    ModuleParts(AgentSettings settings, SecureRandom random) throws IOException {
        this.settings = settings;
        this.random = random;
        this.jars = ModuleJars.load(settings.modules());
        for (ModuleJars.Loaded loaded : jars.modules()) {
            for (EncDecKind kind : asked(loaded, () -> loaded.module().encDecKinds())) {
                add(kinds, kind.word(), kind, loaded, "kind of Enc/Dec");
            }
        }
    }

    /** These means, and those of the modules. */
    KeyMeans addTo(KeyMeans own) throws IOException {
        Map<MethodId, KeyExchangeMethod> methods = new HashMap<>(own.methods());
        Map<CombinerId, KeySchedule> schedules = new HashMap<>(own.schedules());
        for (ModuleJars.Loaded loaded : jars.modules()) {
            AgentModule.Surroundings with = new AgentModule.Surroundings(
                    settings.cf(), settings.data(), loaded.from().settings(), random);
            for (KeyExchangeMethod method : asked(loaded, () -> loaded.module().methods(with))) {
                add(methods, asked(loaded, method::describe).id(), method, loaded, "method");
            }
            for (KeySchedule schedule : asked(loaded, () -> loaded.module().schedules())) {
                add(schedules, asked(loaded, schedule::id), schedule, loaded, "combiner");
            }
        }
        return new KeyMeans(methods, schedules);
    }

    /** A call into code of others. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    /** Made for another version of an agent, it may break in ways that no compiler saw. */
    private static <T> T asked(ModuleJars.Loaded loaded, Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (RuntimeException | LinkageError broken) {
            throw new IOException(loaded.from().jar() + ": its module cannot be used: " + broken, broken);
        }
    }

    private static <K, V> void add(Map<K, V> all, K name, V one, ModuleJars.Loaded loaded, String what)
            throws IOException {
        if (all.putIfAbsent(name, one) != null) {
            throw new IOException(loaded.from().jar() + ": expected a " + what + " that is not there yet, but "
                    + loaded.module().name() + " brings " + name + " again");
        }
    }

    /** An Enc/Dec of a module's kind. */
    EncDec encDec(AgentSettings.EncDecPlace.OfModule place) throws IOException {
        EncDecKind kind = kinds.get(place.kind());
        if (kind == null) {
            throw new IOException("enc-decs: " + place.name() + ": expected 'macsec', 'macsec-simulated' or a kind of a"
                    + " module, which are " + new TreeSet<>(kinds.keySet()) + ", not '" + place.kind() + "'");
        }
        try {
            return kind.open(place.name(), settings.data(), place.settings());
        } catch (RuntimeException | LinkageError broken) {
            throw new IOException("enc-decs: " + place.name() + ": its module cannot be used: " + broken, broken);
        }
    }

    @Override
    public void close() throws IOException {
        jars.close();
    }
}
