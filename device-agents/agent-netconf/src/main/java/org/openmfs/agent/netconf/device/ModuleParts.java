package org.openmfs.agent.netconf.device;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.encdec.AskedEncDec;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.file.FileFault;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.module.AgentModule;
import org.openmfs.agent.module.EncDecKind;
import org.openmfs.agent.module.ModuleJars;
import org.openmfs.agent.netconf.json.Shown;

/** What the jars of other makers add to this agent; none of it takes the place of what is there. */
final class ModuleParts implements Closeable {
    private static final String KIND = "kind of Enc/Dec";
    private static final String METHOD = "method";

    private final AgentSettings settings;
    private final SecureRandom random;
    private final ModuleJars jars;
    private final Map<String, EncDecKind> kinds = new HashMap<>();

    /** Loads the jars. */
    ModuleParts(AgentSettings settings, SecureRandom random) throws IOException {
        this.settings = settings;
        this.random = random;
        this.jars = ModuleJars.load(settings.modules());
        try {
            for (ModuleJars.Loaded loaded : jars.modules()) {
                addKinds(loaded);
            }
        } catch (IOException unusable) {
            jars.close();
            throw unusable;
        }
    }

    /** What keeps an agent with these settings from starting; loads the jars as a start would, and closes them again. */
    static List<String> faults(AgentSettings settings) {
        try (ModuleParts parts = new ModuleParts(settings, new SecureRandom())) {
            KeyMeans added = parts.addTo(KeyMeans.of(Map.of(), new HmacSha384Extract()));
            for (AgentSettings.EncDecPlace place : settings.encDecs()) {
                if (place instanceof AgentSettings.EncDecPlace.OfModule ofModule) {
                    parts.kind(ofModule);
                }
            }
            Map<MethodId, List<Ground>> all = new HashMap<>(Parts.ownGrounds(settings));
            all.putAll(added.grounds());
            return FloorReach.faults(settings.floor(), all);
        } catch (IOException unusable) {
            return List.of(FileFault.text(unusable));
        }
    }

    private void addKinds(ModuleJars.Loaded loaded) throws IOException {
        for (EncDecKind kind : asked(loaded, () -> List.copyOf(loaded.module().encDecKinds()))) {
            String word = asked(loaded, () -> String.valueOf(kind.word()));
            if (!Values.WORD_FORM.matcher(word).matches()) {
                throw new IOException(loaded.from().jar()
                        + ": expected a kind of Enc/Dec of 1..64 of a-z 0-9 . + -, not " + Shown.quoted(word));
            }
            requireOther(EncDecMembers.OWN, word, loaded, KIND);
            add(kinds, word, kind, loaded, KIND);
        }
    }

    /** These means, and those of the modules. */
    KeyMeans addTo(KeyMeans own) throws IOException {
        Map<MethodId, KeyExchangeMethod> methods = new HashMap<>(own.methods());
        Map<CombinerId, KeySchedule> schedules = new HashMap<>(own.schedules());
        for (ModuleJars.Loaded loaded : jars.modules()) {
            AgentModule.Surroundings with = new AgentModule.Surroundings(
                    settings.cf(), settings.data(), loaded.from().settings(), random);
            for (KeyExchangeMethod method :
                    asked(loaded, () -> List.copyOf(loaded.module().methods(with)))) {
                MethodId id = asked(loaded, () -> method.describe().id());
                asked(loaded, method::waits);
                requireOther(Parts.OWN_METHODS, id, loaded, METHOD);
                add(methods, id, method, loaded, METHOD);
            }
            for (KeySchedule schedule :
                    asked(loaded, () -> List.copyOf(loaded.module().schedules()))) {
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

    /** A word of ours means what it does everywhere else, also where this agent does not have that part. */
    private static <K> void requireOther(Set<K> ours, K name, ModuleJars.Loaded loaded, String what)
            throws IOException {
        if (ours.contains(name)) {
            throw taken(name, loaded, what);
        }
    }

    private static <K, V> void add(Map<K, V> all, K name, V one, ModuleJars.Loaded loaded, String what)
            throws IOException {
        if (all.putIfAbsent(name, one) != null) {
            throw taken(name, loaded, what);
        }
    }

    private static IOException taken(Object name, ModuleJars.Loaded loaded, String what) throws IOException {
        return new IOException(loaded.from().jar() + ": expected a " + what + " that is not there yet, but "
                + asked(loaded, loaded.module()::name) + " brings " + name + " again");
    }

    /** An Enc/Dec of a module's kind. */
    EncDec encDec(AgentSettings.EncDecPlace.OfModule place) throws IOException {
        EncDecKind kind = kind(place);
        try {
            return AskedEncDec.of(kind.open(place.name(), settings.data(), place.settings()));
        } catch (RuntimeException | LinkageError broken) {
            throw new IOException("enc-decs: " + place.name() + ": its module cannot be used: " + broken, broken);
        }
    }

    private EncDecKind kind(AgentSettings.EncDecPlace.OfModule place) throws IOException {
        EncDecKind kind = kinds.get(place.kind());
        if (kind == null) {
            throw new IOException("enc-decs: " + place.name() + ": expected 'macsec', 'macsec-simulated' or a kind of a"
                    + " module, which are " + new TreeSet<>(kinds.keySet()) + ", not '" + place.kind() + "'");
        }
        return kind;
    }

    @Override
    public void close() throws IOException {
        jars.close();
    }
}
