package org.openmfs.agent.encdecs.macsec;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;

/** The ip(8) commands that make a MACsec interface and change its keys; each call ends with a view of the outcome. */
final class KernelLink {
    private final LinuxLink link;
    private final IpRunner ip;

    KernelLink(LinuxLink link, IpRunner ip) {
        this.link = link;
        this.ip = ip;
    }

    /** The interface as it is, or as it is made here. */
    KernelView open() throws EncDecFailure {
        Optional<KernelView> found = exists() ? Optional.of(view()) : Optional.empty();
        Optional<String> difference = found.flatMap(this::missing);
        if (difference.isPresent()) {
            throw new EncDecFailure("interface " + link.name() + " is there without " + difference.get());
        }
        return prepare(found);
    }

    /** A batch stops at a missing interface, so what exists is asked for without naming it. */
    private boolean exists() throws EncDecFailure {
        return ip.run(new IpScript().add("macsec show")).contains("\"ifname\":\"" + link.name() + "\"");
    }

    private KernelView prepare(Optional<KernelView> found) throws EncDecFailure {
        IpScript script = new IpScript();
        script.add("link set " + link.parent() + " up");
        if (found.isEmpty()) {
            script.add("link add link " + link.parent() + " name " + link.name() + " type macsec sci "
                    + link.ends().local()
                    + " cipher GCM-AES-XPN-256 encrypt on " + replay() + " validate strict");
        }
        if (found.isPresent() && !found.get().replay().equals(Optional.of(link.replay()))) {
            script.add("link set " + link.name() + " type macsec " + replay());
        }
        if (!found.map(KernelView::hasPeer).orElse(false)) {
            script.add("macsec add " + link.name() + " rx sci " + link.ends().peer() + " on");
        }
        found.map(KernelView::strangers).orElse(List.of()).forEach(stranger -> script.add(channel(stranger)));
        link.address().ifPresent(address -> script.add("addr replace " + address + " dev " + link.name()));
        script.add("link set " + link.name() + " up");
        return runThenView(script);
    }

    /** What the interface should be like and is not; empty if it is as it was made. */
    Optional<String> missing(KernelView seen) {
        return seen.differsFrom(link.ends());
    }

    /** Sets again what can be changed of an interface that is there; the keys stay. */
    KernelView restore() throws EncDecFailure {
        return runThenView(new IpScript()
                .add("link set " + link.name() + " type macsec encrypt on protect on validate strict " + replay()));
    }

    private String replay() {
        return "replay on window " + link.replay().window();
    }

    KernelView view() throws EncDecFailure {
        return runThenView(new IpScript());
    }

    KernelView addReceiving(Slot slot, DirectionalKey key) throws EncDecFailure {
        String association = associations().receiving(slot);
        IpScript script = new IpScript()
                .add(
                        "add " + association + " key " + key.id(),
                        "macsec add " + association
                                + parameters(key, link.ends().peerSsci()),
                        key.key());
        return runThenView(script);
    }

    KernelView addTransmitting(Slot slot, DirectionalKey key) throws EncDecFailure {
        String association = associations().transmitting(slot);
        IpScript script = new IpScript()
                .add(
                        "add " + association + " key " + key.id(),
                        "macsec add " + association
                                + parameters(key, link.ends().localSsci()),
                        key.key());
        return runThenView(select(script, slot));
    }

    /** Others may have switched off what is there. */
    KernelView select(Slot slot) throws EncDecFailure {
        IpScript script = new IpScript().add("macsec set " + associations().transmitting(slot) + " on");
        return runThenView(select(script, slot));
    }

    /** Accepts frames again under what others have switched off. */
    KernelView accept(Slot slot) throws EncDecFailure {
        return runThenView(new IpScript()
                .add("macsec set " + link.name() + " rx sci " + link.ends().peer() + " on")
                .add("macsec set " + associations().receiving(slot) + " on"));
    }

    private IpScript select(IpScript script, Slot slot) {
        return script.add("link set " + link.name() + " type macsec encodingsa " + slot.number());
    }

    /** @param strangers channels to be removed with all their keys */
    KernelView remove(List<Slot> slots, Holdings held, List<Sci> strangers) throws EncDecFailure {
        IpScript script = new IpScript();
        associations()
                .removal(
                        slots.stream().filter(held.transmitting()::containsKey).toList(),
                        slots.stream().filter(held.receiving()::containsKey).toList())
                .forEach(script::add);
        strangers.forEach(stranger -> script.add(channel(stranger)));
        return runThenView(script);
    }

    private String channel(Sci stranger) {
        return "macsec del " + link.name() + " rx sci " + stranger;
    }

    private AssociationCommands associations() {
        return new AssociationCommands(link.name(), link.ends().peer());
    }

    private static String parameters(DirectionalKey key, int ssci) {
        return " xpn 1 salt " + HexFormat.of().formatHex(key.salt()) + " ssci " + ssci + " on key " + key.id();
    }

    private KernelView runThenView(IpScript script) throws EncDecFailure {
        return KernelView.parse(
                ip.run(script.add("macsec show " + link.name())), link.ends().peer());
    }
}
