package org.openmfs.agent.encdecs.macsec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.KeyLedger.Direction;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;

/**
 * MACsec of the Linux kernel with GCM-AES-XPN-256, driven through ip(8): one process a call, keys on its standard input.
 *
 * <p>Interface and keys stay in the kernel when this instance is closed, so that traffic outlives the agent; the next
 * instance adopts them.
 */
public final class LinuxMacsec implements EncDec {
    private static final List<Slot> SLOTS = Holdings.PROFILE.shape().all();

    private final String name;
    private final KernelLink kernel;
    private final KeyLedger ledger;
    private final OctetShares octets = new OctetShares();
    private KernelView view;
    /** What the kernel holds is not known since a failure. */
    private boolean blind;

    private LinuxMacsec(String name, KernelLink kernel, KeyLedger ledger) {
        this.name = name;
        this.kernel = kernel;
        this.ledger = ledger;
    }

    /**
     * Adopts the interface with the keys it holds, or makes it.
     *
     * @throws EncDecFailure if there is one of that name with other settings, or the kernel can't do MACsec
     */
    public static LinuxMacsec open(LinuxLink link, IpCommand ip, KeyLedger ledger) throws EncDecFailure {
        return open(link, (IpRunner) ip, ledger);
    }

    static LinuxMacsec open(LinuxLink link, IpRunner ip, KeyLedger ledger) throws EncDecFailure {
        LinuxMacsec macsec = new LinuxMacsec(link.name(), new KernelLink(link, ip), ledger);
        macsec.saw(macsec.kernel.open());
        return macsec;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Traits traits() {
        return Traits.OF_FRAMES;
    }

    @Override
    public Profile profile() {
        return Holdings.PROFILE;
    }

    @Override
    public long newestNumber() {
        return ledger.newest();
    }

    @Override
    public void guard(Map<Slot, Duration> left) {
        // Who wraps this instance with a guardian sees to that.
    }

    @Override
    public synchronized Observation observe() throws EncDecFailure {
        look();
        Holdings held = view.holdings();
        List<InstalledKey> keys = SLOTS.stream()
                .flatMap(slot -> held.key(slot).map(id -> describe(held, slot, id)).stream())
                .toList();
        return new Observation(keys, view.framesRefused());
    }

    /**
     * An interface that went with its parent, or the peer's channel that others removed, is made again, without keys; what
     * else they changed is set again, and told.
     */
    private void look() throws EncDecFailure {
        find();
        Optional<String> missing = kernel.missing(view);
        if (missing.isPresent()) {
            saw(kernel.restore());
            throw new EncDecFailure("interface " + name + " was without " + missing.get()
                    + ", by nobody's order here; it is set again");
        }
    }

    private void find() throws EncDecFailure {
        try {
            KernelView seen = kernel.view();
            saw(seen.hasPeer() || kernel.missing(seen).isPresent() ? seen : kernel.open());
        } catch (EncDecFailure gone) {
            try {
                saw(kernel.open());
            } catch (EncDecFailure still) {
                gone.addSuppressed(still);
                throw gone;
            }
        }
    }

    private InstalledKey describe(Holdings held, Slot slot, KeyId id) {
        return new InstalledKey(
                id,
                slot,
                held.sending().filter(slot::equals).isPresent(),
                view.accepting().contains(slot),
                view.framesReceived().getOrDefault(id, 0L),
                view.framesSent().getOrDefault(id, 0L),
                octets.of(id));
    }

    @Override
    public synchronized void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        Holdings.Step step = holdings().receive(slot, key);
        if (step == Holdings.Step.INSTALL) {
            ledger.begin(Direction.RECEIVE, key);
            change(() -> kernel.addReceiving(slot, key));
        } else if (!view.accepting().contains(slot)) {
            change(() -> kernel.accept(slot));
        }
    }

    @Override
    public synchronized void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        switch (holdings().transmit(slot, key)) {
            case DONE_BEFORE -> {}
            case SELECT -> change(() -> kernel.select(slot));
            case INSTALL -> {
                ledger.begin(Direction.SEND, key);
                change(() -> kernel.addTransmitting(slot, key));
            }
        }
    }

    @Override
    public synchronized void retire(Slot slot) throws EncDecFailure {
        if (holdings().retire(slot)) {
            remove(List.of(slot));
        }
    }

    @Override
    public synchronized void clear() throws EncDecFailure {
        saw(kernel.view());
        if (!view.holdings().keys().isEmpty() || !view.strangers().isEmpty()) {
            remove(SLOTS);
        }
    }

    private Holdings holdings() throws EncDecFailure {
        if (blind) {
            saw(kernel.view());
        }
        return view.holdings();
    }

    private void remove(List<Slot> slots) throws EncDecFailure {
        Holdings held = view.holdings();
        for (Slot slot : slots) {
            held.key(slot).ifPresent(ledger::done);
        }
        List<Sci> strangers = slots.equals(SLOTS) ? view.strangers() : List.of();
        change(() -> kernel.remove(slots, held, strangers));
    }

    /** After a failure the kernel may hold part of the change: only a fresh view tells, for which whoever comes next asks. */
    private void change(Change change) throws EncDecFailure {
        blind = true;
        saw(change.run());
    }

    private void saw(KernelView now) {
        view = now;
        blind = false;
        now.holdings().receiving().values().forEach(key -> ledger.done(Direction.RECEIVE, key));
        now.holdings().transmitting().values().forEach(key -> ledger.done(Direction.SEND, key));
        octets.update(now);
    }

    @Override
    public void close() {
        // Nothing is held outside the kernel, and the kernel keeps what it has.
    }

    private interface Change {
        KernelView run() throws EncDecFailure;
    }
}
