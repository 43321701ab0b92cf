package org.openmfs.agent.encdecs.macsec;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MACsec with GCM-AES-XPN-256 in software between two frame links: real frames, really encrypted, where no kernel does
 * it.
 */
public final class SimulatedMacsec implements EncDec {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedMacsec.class);
    private static final int SHORTEST_FRAME = FrameCipher.ADDRESS_OCTETS + Short.BYTES;

    private final SecureChannelPair pair;
    private final FrameLink edge;
    private final FrameLink wire;
    private final KeyLedger ledger;
    private final Map<Slot, ReceivingKey> receiving = new HashMap<>();
    private final Map<Slot, SendingKey> transmitting = new HashMap<>();
    private Optional<Slot> sending = Optional.empty();
    private long refused;
    private boolean exhaustionSaid;

    private SimulatedMacsec(SecureChannelPair pair, FrameLink edge, FrameLink wire, KeyLedger ledger) {
        this.pair = pair;
        this.edge = edge;
        this.wire = wire;
        this.ledger = ledger;
    }

    /**
     * An Enc/Dec without keys, through which frames flow as soon as it has some.
     *
     * @param edge where the user's frames come and go
     * @param wire where protected frames come and go; both links are closed with the instance
     */
    public static SimulatedMacsec between(SecureChannelPair pair, FrameLink edge, FrameLink wire, KeyLedger ledger) {
        SimulatedMacsec macsec = new SimulatedMacsec(pair, edge, wire, ledger);
        edge.onReceive(frame -> macsec.protect(frame).ifPresent(wire::send));
        wire.onReceive(frame -> macsec.validate(frame).ifPresent(edge::send));
        return macsec;
    }

    /** An Enc/Dec with the default replay window. */
    public static SimulatedMacsec between(
            String name, MacsecEnds ends, FrameLink edge, FrameLink wire, KeyLedger ledger) {
        return between(new SecureChannelPair(name, ends, ReplayProtection.DEFAULT), edge, wire, ledger);
    }

    @Override
    public String name() {
        return pair.name();
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
        // Keys end with this process.
    }

    @Override
    public synchronized Observation observe() {
        Holdings held = holdings();
        List<InstalledKey> keys = Holdings.PROFILE.shape().all().stream()
                .flatMap(slot -> held.key(slot).map(id -> describe(slot, id)).stream())
                .toList();
        return new Observation(keys, refused);
    }

    private InstalledKey describe(Slot slot, KeyId id) {
        Optional<ReceivingKey> in = Optional.ofNullable(receiving.get(slot));
        Optional<SendingKey> out = Optional.ofNullable(transmitting.get(slot));
        return new InstalledKey(
                id,
                slot,
                sending.filter(slot::equals).isPresent(),
                in.isPresent(),
                in.map(ReceivingKey::frames).orElse(0L),
                out.map(SendingKey::frames).orElse(0L),
                in.map(ReceivingKey::octets).orElse(0L)
                        + out.map(SendingKey::octets).orElse(0L));
    }

    @Override
    public synchronized void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        if (holdings().receive(slot, key) == Holdings.Step.INSTALL) {
            ledger.begin(Direction.RECEIVE, key);
            receiving.put(slot, new ReceivingKey(key, pair.ends(), pair.replay()));
            ledger.done(Direction.RECEIVE, key.id());
        }
    }

    @Override
    public synchronized void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        if (holdings().transmit(slot, key) == Holdings.Step.INSTALL) {
            ledger.begin(Direction.SEND, key);
            transmitting.put(slot, new SendingKey(slot, key, pair.ends(), PacketNumbers.fresh()));
            ledger.done(Direction.SEND, key.id());
        }
        sending = Optional.of(slot);
        exhaustionSaid = false;
    }

    @Override
    public synchronized void retire(Slot slot) throws EncDecFailure {
        if (holdings().retire(slot)) {
            remove(slot);
        }
    }

    @Override
    public synchronized void clear() {
        sending = Optional.empty();
        for (Slot slot : Holdings.PROFILE.shape().all()) {
            remove(slot);
        }
    }

    private void remove(Slot slot) {
        holdings().key(slot).ifPresent(ledger::done);
        Optional.ofNullable(receiving.remove(slot)).ifPresent(ReceivingKey::close);
        Optional.ofNullable(transmitting.remove(slot)).ifPresent(SendingKey::close);
    }

    private Holdings holdings() {
        return new Holdings(
                receiving.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().id())),
                transmitting.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().id())),
                sending);
    }

    private synchronized Optional<byte[]> protect(byte[] frame) {
        Optional<SendingKey> key = sending.map(transmitting::get);
        if (key.isEmpty() || frame.length < SHORTEST_FRAME) {
            return Optional.empty();
        }
        if (key.get().nearExhaustion() && !exhaustionSaid) {
            exhaustionSaid = true;
            LOG.warn(
                    "{}: packet numbers of key {} are nearly used up; it needs a new key",
                    pair.name(),
                    key.get().id());
        }
        return key.get().protect(frame);
    }

    private synchronized Optional<byte[]> validate(byte[] secured) {
        Optional<byte[]> frame = tagOf(secured)
                .flatMap(tag ->
                        Optional.ofNullable(receiving.get(tag.slot())).flatMap(key -> key.validate(secured, tag)));
        if (frame.isEmpty()) {
            refused++;
        }
        return frame;
    }

    /** Frames of another channel than the peer's, or in the clear, are not for us. */
    private Optional<SecTag> tagOf(byte[] secured) {
        if (secured.length < SHORTEST_FRAME) {
            return Optional.empty();
        }
        ByteBuffer rest = ByteBuffer.wrap(secured).position(FrameCipher.ADDRESS_OCTETS);
        return SecTag.read(rest)
                .filter(SecTag::encrypted)
                .filter(tag -> tag.sci().filter(pair.ends().peer()::equals).isPresent());
    }

    /** The links are closed without the lock, for which their threads may wait. */
    @Override
    public void close() {
        wire.close();
        edge.close();
        forgetKeys();
    }

    private synchronized void forgetKeys() {
        receiving.values().forEach(ReceivingKey::close);
        transmitting.values().forEach(SendingKey::close);
        receiving.clear();
        transmitting.clear();
        sending = Optional.empty();
    }
}
