package org.openmfs.agent.netconf.device;

import java.io.Closeable;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdecs.guardian.GuardedEncDec;
import org.openmfs.agent.encdecs.macsec.DatagramEdge;
import org.openmfs.agent.encdecs.macsec.IpCommand;
import org.openmfs.agent.encdecs.macsec.LinuxLink;
import org.openmfs.agent.encdecs.macsec.LinuxMacsec;
import org.openmfs.agent.encdecs.macsec.SecureChannelPair;
import org.openmfs.agent.encdecs.macsec.SimulatedMacsec;
import org.openmfs.agent.encdecs.macsec.UdpLink;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.methods.mlkem.MlKem;
import org.openmfs.agent.methods.mlkem.MlKemSet;
import org.openmfs.agent.methods.psk.PreSharedKey;
import org.openmfs.agent.methods.psk.PskFile;
import org.openmfs.agent.methods.psk.PskToken;
import org.openmfs.agent.methods.psk.SharedKeyStore;
import org.openmfs.agent.methods.qkd014.KmeSettings;
import org.openmfs.agent.methods.qkd014.Qkd014;
import org.openmfs.agent.methods.qkd014.SaeId;
import org.openmfs.agent.registry.Registry;

/** Makes the method modules and Enc/Decs that the settings name. */
final class Parts {
    /** A token computes an HMAC in milliseconds, one behind a network in less than a second. */
    private static final Duration TOKEN_PATIENCE = Duration.ofSeconds(5);

    /** The ids of the methods that an agent has if it is set up for them. */
    static final Set<MethodId> OWN_METHODS = Stream.concat(
                    Stream.of(MlKemSet.values()).map(MlKemSet::id), Stream.of(KmeSettings.QKD_014, PreSharedKey.ID))
            .collect(Collectors.toUnmodifiableSet());

    private final AgentSettings settings;
    private final Registry registry;
    private final Guardians guardians;
    private final SecureRandom random;
    private final Supplier<Desired> desired;
    private final List<Closeable> closeables = new ArrayList<>();
    private final ModuleParts modules;
    private Optional<Qkd014> kme = Optional.empty();
    private Optional<PreSharedKey> psk = Optional.empty();

    Parts(
            AgentSettings settings,
            Registry registry,
            Guardians guardians,
            SecureRandom random,
            Supplier<Desired> desired)
            throws IOException {
        this.settings = settings;
        this.registry = registry;
        this.guardians = guardians;
        this.random = random;
        this.desired = desired;
        this.modules = new ModuleParts(settings, random);
    }

    /** What was made so far and needs closing. */
    List<Closeable> closeables() {
        return List.copyOf(closeables);
    }

    /** The method that meets the KME, once it was made. */
    Optional<Qkd014> kme() {
        return kme;
    }

    /** The method of pre-shared keys, once it was made. */
    Optional<PreSharedKey> psk() {
        return psk;
    }

    KeyMeans means() throws IOException, GeneralSecurityException {
        closeables.add(modules);
        KeyMeans means = modules.addTo(KeyMeans.of(methods(), new HmacSha384Extract()));
        List<String> unreachable = FloorReach.faults(settings.floor(), means.grounds());
        if (!unreachable.isEmpty()) {
            throw new IOException(String.join("\n", unreachable));
        }
        return means;
    }

    /** What the methods stand on that an agent of these settings has of its own. */
    static Map<MethodId, List<Ground>> ownGrounds(AgentSettings settings) {
        Map<MethodId, List<Ground>> grounds = new HashMap<>();
        for (MlKemSet set : MlKemSet.values()) {
            grounds.put(set.id(), List.of(Ground.STRUCTURED_LATTICE));
        }
        settings.kme().ifPresent(kme -> grounds.put(KmeSettings.QKD_014, List.of(Ground.QUANTUM_CHANNEL)));
        settings.psk().ifPresent(psk -> grounds.put(PreSharedKey.ID, List.of(Ground.PRE_SHARED)));
        return grounds;
    }

    private Map<MethodId, KeyExchangeMethod> methods() throws IOException, GeneralSecurityException {
        List<KeyExchangeMethod> made = new ArrayList<>();
        for (MlKemSet set : MlKemSet.values()) {
            made.add(new MlKem(set, random));
        }
        if (settings.kme().isPresent()) {
            Qkd014 qkd = qkd(settings.kme().get());
            closeables.add(qkd::close);
            made.add(qkd);
            kme = Optional.of(qkd);
        }
        if (settings.psk().isPresent()) {
            PreSharedKey keys = new PreSharedKey(store(settings.psk().get()), random);
            closeables.add(keys::close);
            made.add(keys);
            psk = Optional.of(keys);
        }
        Map<MethodId, KeyExchangeMethod> methods = new HashMap<>();
        made.forEach(method -> methods.put(method.describe().id(), method));
        return methods;
    }

    private static SharedKeyStore store(AgentSettings.PskPlace place) {
        return switch (place) {
            case AgentSettings.PskPlace.InFile lines -> new PskFile(lines.file());
            case AgentSettings.PskPlace.OnToken token -> new PskToken(token.token(), TOKEN_PATIENCE);
        };
    }

    private Qkd014 qkd(AgentSettings.Kme place) throws IOException, GeneralSecurityException {
        KmeSettings towards = KmeSettings.of(
                place.base(),
                new SaeId(place.sae()),
                peer -> desired.get().saeOf(peer).map(SaeId::new));
        return new Qkd014(
                towards,
                new Identities(settings, InstantSource.system()).acquaintance(place),
                new DeliveredKeys(registry),
                random);
    }

    Map<String, EncDec> encDecs() throws IOException {
        Map<String, EncDec> encDecs = new HashMap<>();
        for (AgentSettings.EncDecPlace place : settings.encDecs()) {
            EncDec encDec = encDec(place);
            closeables.add(encDec::close);
            encDecs.put(place.name(), encDec);
        }
        return encDecs;
    }

    private EncDec encDec(AgentSettings.EncDecPlace place) throws IOException {
        return switch (place) {
            case AgentSettings.EncDecPlace.Kernel kernel -> kernel(kernel);
            case AgentSettings.EncDecPlace.Simulated simulated -> simulated(simulated);
            case AgentSettings.EncDecPlace.OfModule ofModule -> modules.encDec(ofModule);
        };
    }

    private EncDec kernel(AgentSettings.EncDecPlace.Kernel place) throws IOException {
        LinuxLink link = new LinuxLink(place.name(), place.parent(), place.ends(), place.address(), place.replay());
        IpCommand ip = IpCommand.here().inOrder(settings.data().resolve(place.name() + "-commands"));
        try {
            LinuxMacsec macsec =
                    LinuxMacsec.open(link, ip, KeyLedger.in(settings.data().resolve(place.name() + "-key-ledger")));
            return new GuardedEncDec(macsec, guardians.of(place.name(), GuardedEncDec.clearing(macsec)), link::removal);
        } catch (EncDecFailure refused) {
            throw new IOException("Enc/Dec " + place.name() + ": " + refused.getMessage(), refused);
        }
    }

    private static EncDec simulated(AgentSettings.EncDecPlace.Simulated place) throws IOException {
        return SimulatedMacsec.between(
                new SecureChannelPair(place.name(), place.ends(), place.replay()),
                new DatagramEdge(place.edge().own(), place.edge().other(), place.ends()),
                new UdpLink(place.wire().own(), place.wire().other()),
                KeyLedger.inMemory());
    }
}
