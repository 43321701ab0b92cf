package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.methods.qkd014.KmeIdentity;
import org.openmfs.agent.module.ModuleJars;
import org.openmfs.agent.netconf.json.Faults;
import org.openmfs.agent.netconf.json.Form;
import org.openmfs.agent.netconf.json.JsonFile;
import org.openmfs.agent.netconf.json.Members;
import org.openmfs.agent.netconf.json.Reading;
import org.openmfs.agent.peer.PeerAddress;

/**
 * An agent's settings as a JSON file; {@code docs/agent-file.md} describes it member by member. Paths in it are relative
 * to the file's own folder.
 */
public final class SettingsFile {
    private static final int MOST_GROUNDS = 16;
    private static final int MOST_ENC_DECS = 256;
    private static final int MOST_MODULES = 16;

    private final Places places = new Places();
    private final Taken<Listening> servers = Taken.sockets();
    private final NamedFiles files;

    private SettingsFile(NamedFiles files) {
        this.files = files;
    }

    /**
     * Reads the file and looks at the files that it names.
     *
     * @throws SettingsRefused with a line for everything that is wrong: the file, the member, and what was expected
     */
    public static AgentSettings read(Path file) throws IOException {
        Faults faults = new Faults(file.toString());
        NamedFiles files = new NamedFiles(file.toAbsolutePath().resolveSibling(""), faults);
        SettingsFile reader = new SettingsFile(files);
        Optional<Reading<AgentSettings>> settings =
                JsonFile.read(file, faults).map(object -> reader.settings(Members.of(object, faults)));
        if (faults.count() > 0) {
            throw new SettingsRefused(faults.lines());
        }
        return settings.orElseThrow().get();
    }

    private Reading<AgentSettings> settings(Members file) {
        file.optional("format", Values.FORMAT);
        Reading<CfId> cf = file.required("cf", Values.CF);
        Reading<Optional<Path>> data = file.optional("data", files.path());
        Reading<Optional<Path>> seals = file.optional("seals", files.folder());
        Reading<Listening> listen = file.required("netconf", places.listenForNetconf());
        listen.ifRead(place -> servers.take(file, "netconf", "address", Taken.Shows.of(place)));
        Reading<Optional<PeerAddress>> advertise = file.optional("netconf-advertise", places.called());
        Reading<AgentSettings.Peering> peering = file.object("peering", this::peering);
        Reading<Optional<AgentSettings.Kme>> kme = file.optionalObject("kme", this::kme);
        Reading<Optional<AgentSettings.PskPlace>> psk = file.optionalObject("psk", new PskMembers(files)::read);
        file.retired("psk-file", "\"psk\": {\"file\": PATH}");
        Reading<List<ModuleJars.Named>> modules = file.optionalObjects("modules", MOST_MODULES, this::module);
        Reading<List<AgentSettings.EncDecPlace>> encDecs = file.objects(
                "enc-decs",
                MOST_ENC_DECS,
                new EncDecMembers(places, modules.isFaulty() || !modules.get().isEmpty())::read);
        Reading<Optional<PolicyFloor>> floor = file.optionalObject("floor", SettingsFile::floor);
        return file.made(() -> new AgentSettings(
                cf.get(),
                folder(cf, data),
                seals.get().orElseGet(() -> besides(folder(cf, data))),
                listen.get().advertising(advertise.get()),
                peering.get(),
                kme.get(),
                psk.get(),
                modules.get(),
                encDecs.get(),
                floor.get().orElse(PolicyFloor.NONE)));
    }

    private Path folder(Reading<CfId> cf, Reading<Optional<Path>> data) {
        return data.get().orElseGet(() -> files.resolve(cf.get() + "-data"));
    }

    private static Path besides(Path data) {
        Path whole = data.toAbsolutePath().normalize();
        return Optional.ofNullable(whole.getParent()).orElse(whole);
    }

    private Reading<AgentSettings.Peering> peering(Members peering) {
        Reading<Listening> listen = peering.required("listen", places.listen());
        listen.ifRead(place -> servers.take(peering, "listen", "address", Taken.Shows.of(place)));
        Reading<Optional<PeerAddress>> advertise = peering.optional("advertise", places.calledByPeers());
        Reading<Credentials> credentials = new CredentialMembers(files).peering(peering);
        Reading<Optional<Path>> lists = peering.optional("revocation-lists", files.open());
        boolean silent = !advertise.isFaulty() && advertise.get().isEmpty();
        listen.ifRead(place -> {
            if (silent && !place.isCallable()) {
                peering.wrong(
                        "advertise",
                        "expected HOST:PORT at which other CFs reach this one, since nobody can call " + place
                                + ", but it is missing");
            }
        });
        return peering.made(() ->
                new AgentSettings.Peering(listen.get().advertising(advertise.get()), credentials.get(), lists.get()));
    }

    private Reading<AgentSettings.Kme> kme(Members kme) {
        Reading<URI> uri = kme.required("uri", Values.KME);
        Reading<String> sae = kme.required("sae-id", Values.SAE);
        Reading<KmeIdentity> name = kme.optional("name", KmeNames.NAME, KmeIdentity.hostOfUri());
        Reading<Credentials> credentials = new CredentialMembers(files).kme(kme);
        return kme.made(() -> new AgentSettings.Kme(uri.get(), sae.get(), name.get(), credentials.get()));
    }

    private Reading<ModuleJars.Named> module(Members module) {
        Reading<Path> jar = module.required("jar", files.open());
        Reading<Map<String, String>> settings = module.named("settings", Values.SETTING);
        return module.made(() -> new ModuleJars.Named(jar.get(), settings.get()));
    }

    private static Reading<PolicyFloor> floor(Members floor) {
        floor.retired("families", "\"least-diversity\": 0..2");
        floor.retired("required-families", "\"required-grounds\": [GROUND, ...]");
        Reading<Integer> factors = floor.optional("factors", Values.FACTORS, 1);
        Reading<Integer> diversity = floor.optional("least-diversity", Values.DIVERSITY, 0);
        Reading<List<Ground>> required = floor.values("required-grounds", MOST_GROUNDS, eachOnce());
        return floor.made(() -> new PolicyFloor(factors.get(), diversity.get(), new HashSet<>(required.get())));
    }

    private static Form<Ground> eachOnce() {
        Set<Ground> seen = new HashSet<>();
        return Values.GROUND.then(ground -> {
            if (!seen.add(ground)) {
                throw new Form.Refused("expected each ground once, not '" + ground + "' again");
            }
            return ground;
        });
    }
}
