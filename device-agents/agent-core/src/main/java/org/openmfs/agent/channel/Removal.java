package org.openmfs.agent.channel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.Resend;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.registry.KeyRecord;

/**
 * The initiator's way to be rid of keys: removed from the Enc/Dec, destroyed here, destroyed at the responder, gone. A
 * key keeps its slot until the responder has removed it too, so that no new key is put where the responder has an old
 * one.
 */
final class Removal {
    private final Line line;
    private final AssociationContext context;
    private final Set<KeyId> begun = new HashSet<>();
    private final Set<KeyId> removing = new HashSet<>();
    private final Map<KeyId, Resend> asking = new LinkedHashMap<>();

    Removal(Line line) {
        this.line = line;
        this.context = line.context();
    }

    boolean idle() {
        return begun.isEmpty();
    }

    /** The key is used no more, neither here nor there. */
    void begin(KeyId id, String why) {
        context.keys().find(id).filter(key -> begun.add(id)).ifPresent(key -> {
            if (key.stage() != KeyStage.REPLACED) {
                context.keys().move(id, KeyStage.REPLACED, why);
            }
            context.keys().noWayBackTo(id);
            remove(id);
        });
    }

    /**
     * All keys that were replaced by the one in use, and the one before it when the responder has left it: its Enc/Dec may
     * carry out an order of before late, whatever it says itself.
     */
    void beginReplaced() {
        long last = context.keys().at(KeyStage.REPLACED).stream()
                .mapToLong(KeyRecord::number)
                .max()
                .orElse(0);
        context.keys().at(KeyStage.REPLACED).stream()
                .filter(key -> key.number() < last || line.isLeft(key))
                .forEach(key -> begin(key.id(), key.reason()));
    }

    /** The one of these keys, which the responder says it has left, that was given to the Enc/Dec before the others. */
    void beginOneOf(Set<KeyId> unneeded) {
        context.keys().at(KeyStage.REPLACED).stream()
                .filter(key -> unneeded.contains(key.id()))
                .min(Comparator.comparing(KeyRecord::number))
                .ifPresent(key -> begin(key.id(), key.reason()));
    }

    /** Traffic was stopped and the Enc/Dec cleared: nothing is left to remove on this side. */
    void cleared() {
        for (KeyRecord key : context.keys().at(KeyStage.REPLACED)) {
            begun.add(key.id());
            removed(key.id(), RetireCause.EXPIRED);
        }
    }

    private void remove(KeyId id) {
        Optional<Slot> slot = context.keys().find(id).flatMap(KeyRecord::slot);
        if (slot.isEmpty()) {
            removed(id, RetireCause.OTHER);
        } else if (removing.add(id)) {
            line.device().change(encDec -> encDec.retire(slot.get()), outcome -> removed(id, outcome));
        }
    }

    private void removed(KeyId id, Optional<EncDecFailure> outcome) {
        removing.remove(id);
        if (outcome.isEmpty()) {
            removed(id, RetireCause.OTHER);
        } else {
            context.health().raise(ReasonCode.ENC_DEC_FAILED, outcome.get().getMessage());
        }
    }

    private void removed(KeyId id, RetireCause cause) {
        if (context.keys().find(id).isPresent() && !asking.containsKey(id)) {
            KeyRecord key = context.keys().find(id).orElseThrow();
            context.keys().erase(id, key.reason());
            context.health().tell(new AssociationEvent.KeyRetired(context.id(), id, key.reason()));
            asking.put(id, new Resend(context, new Message.Retire(context.id(), id, cause, key.reason())));
        }
    }

    /** The responder does not have the key, or not any more. */
    void gone(KeyId id) {
        Resend answered = asking.remove(id);
        if (answered != null) {
            answered.end();
            begun.remove(id);
            String why = context.keys().find(id).map(KeyRecord::reason).orElse("");
            context.keys().move(id, KeyStage.GONE, why);
        }
    }

    void tick() {
        asking.values().forEach(Resend::tickAndTell);
        context.keys().at(KeyStage.REPLACED).stream()
                .filter(line::isPastAge)
                .forEach(key -> begin(key.id(), key.reason()));
        List.copyOf(begun).stream().filter(id -> !asking.containsKey(id)).forEach(this::remove);
    }

    void linkIsUp() {
        asking.values().forEach(Resend::atOnce);
    }

    /** Nothing is done after that. */
    void abandon() {
        asking.values().forEach(Resend::end);
    }
}
