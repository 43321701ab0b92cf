package org.openmfs.agent.encdecs.macsec;

import java.util.List;
import java.util.stream.IntStream;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;

/**
 * MACsec of the Linux kernel with GCM-AES-XPN-256, driven through ip(8): one process a call, keys on its standard input.
 *
 * <p>Interface and keys stay in the kernel when this instance is closed, so that traffic outlives the agent; the next
 * instance adopts them.
 */
public final class LinuxMacsec implements EncDec {
    private static final List<Slot> SLOTS =
            IntStream.range(0, Slot.COUNT).mapToObj(Slot::new).toList();

    private final String name;
    private final KernelLink kernel;
    private final UsedKeys used;
    private final OctetShares octets = new OctetShares();
    private KernelView view;

    private LinuxMacsec(String name, KernelLink kernel, UsedKeys used) {
        this.name = name;
        this.kernel = kernel;
        this.used = used;
    }

    /**
     * Adopts the interface with the keys it holds, or makes it.
     *
     * @throws EncDecFailure if there is one of that name with other settings, or the kernel can't do MACsec
     */
    public static LinuxMacsec open(LinuxLink link, IpCommand ip, UsedKeys used) throws EncDecFailure {
        return open(link, (IpRunner) ip, used);
    }

    static LinuxMacsec open(LinuxLink link, IpRunner ip, UsedKeys used) throws EncDecFailure {
        LinuxMacsec macsec = new LinuxMacsec(link.name(), new KernelLink(link, ip), used);
        macsec.saw(macsec.kernel.open());
        return macsec;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KeyLength keyLength() {
        return Holdings.KEY_LENGTH;
    }

    @Override
    public synchronized Observation observe() throws EncDecFailure {
        saw(kernel.view());
        Holdings held = view.holdings();
        List<InstalledKey> keys = SLOTS.stream()
                .flatMap(slot -> held.key(slot).map(id -> describe(held, slot, id)).stream())
                .toList();
        return new Observation(keys, view.framesRefused());
    }

    private InstalledKey describe(Holdings held, Slot slot, KeyId id) {
        return new InstalledKey(
                id,
                slot,
                held.sending().filter(slot::equals).isPresent(),
                view.framesReceived().getOrDefault(id, 0L),
                view.framesSent().getOrDefault(id, 0L),
                octets.of(id));
    }

    @Override
    public synchronized void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        if (view.holdings().receive(slot, key, used) == Holdings.Step.INSTALL) {
            change(() -> kernel.addReceiving(slot, key));
        }
    }

    @Override
    public synchronized void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        switch (view.holdings().transmit(slot, key, used)) {
            case DONE_BEFORE -> {}
            case SELECT -> change(() -> kernel.select(slot));
            case INSTALL -> {
                used.add(key.id());
                change(() -> kernel.addTransmitting(slot, key));
            }
        }
    }

    @Override
    public synchronized void retire(Slot slot) throws EncDecFailure {
        if (view.holdings().retire(slot)) {
            remove(List.of(slot));
        }
    }

    @Override
    public synchronized void clear() throws EncDecFailure {
        saw(kernel.view());
        if (!view.holdings().keys().isEmpty()) {
            remove(SLOTS);
        }
    }

    private void remove(List<Slot> slots) throws EncDecFailure {
        Holdings held = view.holdings();
        for (Slot slot : slots) {
            if (held.key(slot).isPresent()) {
                used.add(held.key(slot).get());
            }
        }
        change(() -> kernel.remove(slots, held));
    }

    /** After a failure the kernel may hold part of the change: only a fresh view tells. */
    private void change(Change change) throws EncDecFailure {
        try {
            saw(change.run());
        } catch (EncDecFailure failure) {
            try {
                saw(kernel.view());
            } catch (EncDecFailure blind) {
                failure.addSuppressed(blind);
            }
            throw failure;
        }
    }

    private void saw(KernelView now) {
        view = now;
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
