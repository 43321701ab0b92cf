package org.openmfs.agent.netconf.device;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.encdecs.macsec.Sci;
import org.openmfs.agent.netconf.device.AgentSettings.EncDecPlace;
import org.openmfs.agent.netconf.device.AgentSettings.Sockets;
import org.openmfs.agent.netconf.json.Form;
import org.openmfs.agent.netconf.json.Members;
import org.openmfs.agent.netconf.json.Reading;

/** Reads the Enc/Decs of an agent's file, and sees that none takes what another has. */
final class EncDecMembers {
    private static final String MACSEC = "macsec";
    private static final String MACSEC_SIMULATED = "macsec-simulated";

    /** The kinds that every agent has. */
    static final Set<String> OWN = Set.of(MACSEC, MACSEC_SIMULATED);

    private static final String NAME = "name";
    private static final String PARENT = "parent";
    private static final String ADDRESS = "address";
    private static final String LOCAL = "local-sci";
    private static final String PEER = "peer-sci";
    private static final String WINDOW = "replay-window";

    private static final Form<String> KIND = Form.text(
            "'macsec' or 'macsec-simulated'", text -> Optional.of(text).filter(OWN::contains));
    private static final Form<String> KIND_OR_OF_MODULE = Values.KIND;

    private final Places places;
    private final boolean withModules;
    private final Taken<String> names = new Taken<>(String::equals);
    private final Taken<Channel> channels = new Taken<>(Channel::equals);
    private final Taken<Listening> sockets = Taken.sockets();

    /** A kernel has one secure channel of a name on an interface. */
    private record Channel(String parent, Sci sci) {}

    /** @param withModules whether other kinds may be those of a module */
    EncDecMembers(Places places, boolean withModules) {
        this.places = places;
        this.withModules = withModules;
    }

    Reading<EncDecPlace> read(Members encDec) {
        Reading<String> kind = encDec.required("kind", withModules ? KIND_OR_OF_MODULE : KIND);
        if (kind.isFaulty()) {
            return ofNoKind(encDec);
        }
        return switch (kind.get()) {
            case MACSEC -> kernel(encDec);
            case MACSEC_SIMULATED -> simulated(encDec);
            default -> ofModule(encDec, kind.get());
        };
    }

    private Reading<EncDecPlace> kernel(Members encDec) {
        Reading<String> name = name(encDec, Values.INTERFACE_TO_MAKE);
        Reading<String> parent = encDec.required(PARENT, Values.INTERFACE);
        Reading<MacsecEnds> ends = ends(encDec);
        Reading<Optional<String>> address = encDec.optional(ADDRESS, Values.ADDRESS_WITH_PREFIX);
        Reading<ReplayProtection> replay = replay(encDec);
        if (!name.isFaulty() && !parent.isFaulty() && name.get().equals(parent.get())) {
            encDec.wrong(PARENT, Taken.again("interface than the one that is made", parent.get()));
        }
        if (!parent.isFaulty() && !ends.isFaulty()) {
            Sci local = ends.get().local();
            channels.take(
                    encDec,
                    LOCAL,
                    "SCI on " + parent.get(),
                    new Taken.Shows<>(new Channel(parent.get(), local), local.toString()));
        }
        return encDec.made(
                () -> new EncDecPlace.Kernel(name.get(), parent.get(), ends.get(), address.get(), replay.get()));
    }

    private Reading<EncDecPlace> simulated(Members encDec) {
        Reading<String> name = name(encDec, Values.NAME);
        Reading<MacsecEnds> ends = ends(encDec);
        Reading<Sockets> wire = encDec.object("wire", this::sockets);
        Reading<Sockets> edge = encDec.object("edge", this::sockets);
        Reading<ReplayProtection> replay = replay(encDec);
        return encDec.made(
                () -> new EncDecPlace.Simulated(name.get(), ends.get(), wire.get(), edge.get(), replay.get()));
    }

    private Reading<EncDecPlace> ofModule(Members encDec, String kind) {
        Reading<String> name = name(encDec, Values.NAME);
        Reading<Map<String, String>> settings = encDec.named("settings", Values.SETTING);
        return encDec.made(() -> new EncDecPlace.OfModule(name.get(), kind, settings.get()));
    }

    /** Without its kind all that may be there is looked at, so that no fault hides another. */
    private Reading<EncDecPlace> ofNoKind(Members encDec) {
        name(encDec, Values.NAME);
        encDec.optional(PARENT, Values.INTERFACE);
        ends(encDec);
        encDec.optional(ADDRESS, Values.ADDRESS_WITH_PREFIX);
        encDec.optionalObject("wire", this::sockets);
        encDec.optionalObject("edge", this::sockets);
        replay(encDec);
        return encDec.made(() -> {
            throw new IllegalStateException("an Enc/Dec without kind is at fault");
        });
    }

    private Reading<String> name(Members encDec, Form<String> form) {
        Reading<String> name = encDec.required(NAME, form);
        name.ifRead(value -> names.take(encDec, NAME, NAME, Taken.Shows.of(value)));
        return name;
    }

    private static Reading<ReplayProtection> replay(Members encDec) {
        return encDec.optional(WINDOW, Values.REPLAY_WINDOW, ReplayProtection.DEFAULT);
    }

    private static Reading<MacsecEnds> ends(Members encDec) {
        Reading<Sci> local = encDec.required(LOCAL, Values.SCI);
        Reading<Sci> peer = encDec.required(PEER, Values.SCI);
        if (local.isFaulty() || peer.isFaulty()) {
            return Reading.faulty();
        }
        if (local.get().equals(peer.get())) {
            encDec.wrong(PEER, Taken.again("SCI than " + LOCAL, peer.get().toString()));
            return Reading.faulty();
        }
        return Reading.of(new MacsecEnds(local.get(), peer.get()));
    }

    private Reading<Sockets> sockets(Members pair) {
        Reading<Listening> own = pair.required("own", places.own());
        Reading<InetSocketAddress> other = pair.required("other", places.other());
        own.ifRead(place -> sockets.take(pair, "own", ADDRESS, Taken.Shows.of(place)));
        if (!own.isFaulty() && !other.isFaulty() && own.get().bind().equals(other.get())) {
            pair.wrong("other", Taken.again("address than own", AddressText.of(other.get())));
        }
        return pair.made(() -> new Sockets(own.get().bind(), other.get()));
    }
}
