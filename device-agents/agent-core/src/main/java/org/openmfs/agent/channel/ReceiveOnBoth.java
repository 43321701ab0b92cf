package org.openmfs.agent.channel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Resend;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/**
 * Has keys of the stock accepted by both Enc/Decs before they are needed, one at a time: accepted here, accepted there.
 * A key that both accept can be sent under without a word to the peer, so keys go on being replaced while the link to the
 * peer is away. Every step is written to the journal before the message that depends on it leaves.
 */
final class ReceiveOnBoth {
    private final Line line;
    private final AssociationContext context;
    private final BiConsumer<KeyId, String> unusable;
    private final DeviceStep here;
    private final Set<KeyId> accepted = new HashSet<>();
    private Optional<KeyId> underWay = Optional.empty();
    private Optional<Resend> asking = Optional.empty();

    /** @param unusable told of a key that one of the ends does not take, and why; it must be removed at both */
    ReceiveOnBoth(Line line, BiConsumer<KeyId, String> unusable) {
        this.line = line;
        this.context = line.context();
        this.unusable = unusable;
        this.here = new DeviceStep(line.context());
    }

    boolean idle() {
        return underWay.isEmpty();
    }

    /** Keys that both ends accept and neither sends under, oldest first. */
    List<KeyRecord> accepted() {
        return context.keys().placed().stream()
                .filter(key -> accepted.contains(key.id()))
                .toList();
    }

    /** Whether this key is being prepared, or was. */
    boolean concerns(KeyId id) {
        return accepted.contains(id) || underWay.filter(id::equals).isPresent();
    }

    /** Goes on with what an earlier life began, or takes the next key of the stock, if there is room for it. */
    void upkeep(Observation observed) {
        if (!idle()) {
            return;
        }
        Optional<KeyRecord> begun = context.keys().placed().stream()
                .filter(key -> !accepted.contains(key.id()))
                .findFirst();
        if (begun.isPresent()) {
            resume(begun.get());
        } else if (accepted.size() < ahead()) {
            context.keys().stock().stream()
                    .findFirst()
                    .ifPresent(next -> freeSlot(observed).ifPresent(slot -> {
                        line.place(next.id(), slot);
                        receiveHere(next.id());
                    }));
        }
    }

    /** Whether a key could be prepared but for want of a slot: keys that were replaced have them all. */
    boolean isCrowdedOut(Observation observed) {
        return idle()
                && accepted.isEmpty()
                && !context.keys().stock().isEmpty()
                && freeSlot(observed).isEmpty();
    }

    private void resume(KeyRecord begun) {
        if (begun.stage() == KeyStage.CONFIRMED) {
            receiveHere(begun.id());
        } else {
            receiveThere(begun.id());
        }
    }

    /** Of the Enc/Dec's slots one holds the key in use, and one the key before it until that is retired. */
    private int ahead() {
        return Math.max(1, line.slots() - 2);
    }

    private Optional<Slot> freeSlot(Observation observed) {
        int slots = line.slots();
        Set<Slot> taken = context.keys().slotsTaken();
        observed.keys().forEach(installed -> taken.add(installed.slot()));
        Slot last = context.keys().where(key -> key.slot().isPresent()).stream()
                .max(Comparator.comparing(KeyRecord::number))
                .flatMap(KeyRecord::slot)
                .orElse(new Slot(slots - 1));
        return IntStream.rangeClosed(1, slots)
                .mapToObj(step -> new Slot((last.number() + step) % slots))
                .filter(slot -> !taken.contains(slot))
                .findFirst();
    }

    private void receiveHere(KeyId key) {
        underWay = Optional.of(key);
        here.begin(
                outcome -> line.prepareReceive(record(key), outcome),
                () -> {
                    context.keys().move(key, KeyStage.RECEIVING, "accepted here");
                    receiveThere(key);
                },
                why -> giveUp(key, why));
    }

    private void receiveThere(KeyId key) {
        underWay = Optional.of(key);
        Slot slot = record(key).slot().orElseThrow();
        asking = Optional.of(new Resend(context, new Message.InstallReceive(context.id(), key, slot)));
    }

    void received(Message.ReceiveInstalled installed) {
        boolean asked =
                asking.isPresent() && underWay.filter(installed.key()::equals).isPresent();
        if (asked
                && record(installed.key())
                        .slot()
                        .filter(installed.slot()::equals)
                        .isPresent()) {
            accepted.add(installed.key());
            if (asking.filter(Resend::isRefused).isPresent()) {
                context.health().clearRefusals();
            }
            rest();
        }
    }

    /** The responder says something of a key that is not what was asked. */
    void heard(KeyId key) {
        if (underWay.filter(key::equals).isPresent()) {
            asking.ifPresent(Resend::heard);
        }
    }

    /** The responder does not take a key as yet, and is asked again; only where that lasts, something is amiss. */
    void refused(Message.Refuse refuse) {
        if (underWay.filter(refuse.key()::equals).isEmpty()) {
            return;
        }
        asking.ifPresent(asked -> {
            String why = "the responder says: " + refuse.text();
            if (asked.isRefusedFor(context.pace().patience())) {
                context.health().raise(refuse.reason(), why);
            }
            if (asked.isRefusedFor(context.longestWait())) {
                giveUp(refuse.key(), why);
            }
        });
    }

    /** One of the ends lost the key, or does not take it. */
    void giveUp(KeyId key, String why) {
        if (concerns(key)) {
            drop(key);
            unusable.accept(key, why);
        }
    }

    /** The key is not to be prepared any more: it is sent under, or gone. */
    void drop(KeyId key) {
        accepted.remove(key);
        if (underWay.filter(key::equals).isPresent()) {
            rest();
        }
    }

    private void rest() {
        asking.ifPresent(Resend::end);
        underWay = Optional.empty();
        asking = Optional.empty();
        here.abandon();
    }

    /** Forgets what is under way; the journal knows. */
    void abandon() {
        rest();
        accepted.clear();
    }

    void linkIsUp() {
        asking.ifPresent(Resend::atOnce);
    }

    void tick() {
        asking.ifPresent(Resend::tickAndTell);
        here.tick();
        if (asking.filter(resend -> resend.isUnansweredFor(context.longestWait()))
                .isPresent()) {
            giveUp(underWay.orElseThrow(), "the responder does not answer InstallReceive");
        }
    }

    private KeyRecord record(KeyId key) {
        return context.keys().find(key).orElseThrow();
    }
}
