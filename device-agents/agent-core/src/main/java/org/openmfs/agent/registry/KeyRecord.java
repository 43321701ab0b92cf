package org.openmfs.agent.registry;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.time.Moment;

/**
 * What the journal knows of a key; never its bytes (metadata of NIST SP 800-57 Part 1 Rev. 5, section 6.2.3).
 *
 * @param birth what is known of it from the start, and never changes
 * @param stage how far it has come on this side
 * @param times when each stage was reached
 * @param activation when frames were first to be sent under it, if they were
 * @param reason why it is where it is, for people
 */
public record KeyRecord(
        KeyId id,
        Birth birth,
        KeyState state,
        KeyStage stage,
        Placement placement,
        Map<KeyStage, Instant> times,
        Optional<Moment> activation,
        String reason) {
    public KeyRecord {
        times = Map.copyOf(times);
    }

    /**
     * What is known of a key from the start.
     *
     * @param order counts the keys of the association; the oldest key in stock has the lowest
     */
    public record Birth(
            AssociationId association, CfId peer, SuiteId suite, long order, List<Origin> origins, Terms terms) {
        public Birth {
            origins = List.copyOf(origins);
        }

        /** Whether a suite of this name is still the one by which the key was made, as far as the journal knows. */
        public boolean isOf(Suite named) {
            return terms.methods().isEmpty()
                    || terms.methods().equals(named.methods())
                            && terms.schedule().equals(named.combiner().word());
        }
    }

    /**
     * What the two ends agreed on besides the suite.
     *
     * @param schedule the name of the key schedule by which traffic keys come from the key
     * @param purpose what the key is for
     * @param methods those of the suite, in its order; none where the journal, then of format 2, did not say
     */
    public record Terms(String schedule, String purpose, List<MethodId> methods) {
        public Terms {
            methods = List.copyOf(methods);
        }
    }

    public AssociationId association() {
        return birth.association();
    }

    public CfId peer() {
        return birth.peer();
    }

    public SuiteId suite() {
        return birth.suite();
    }

    public long order() {
        return birth.order();
    }

    public List<Origin> origins() {
        return birth.origins();
    }

    /** A key that this side derived just now. */
    public static KeyRecord derived(KeyId id, Birth birth, Moment now) {
        return new KeyRecord(
                id,
                birth,
                KeyState.PRE_ACTIVATION,
                KeyStage.DERIVED,
                Placement.nowhere(),
                Map.of(KeyStage.DERIVED, now.wall()),
                Optional.empty(),
                "derived");
    }

    /**
     * The same key at a later stage, in the state that belongs to it unless it was suspended or is compromised.
     *
     * @throws IllegalStateException if the stage is not later
     */
    public KeyRecord moved(KeyStage next, Moment now, String why) {
        if (next.compareTo(stage) <= 0) {
            throw new IllegalStateException("key " + id + " cannot go from " + stage + " to " + next);
        }
        Map<KeyStage, Instant> extended = new EnumMap<>(times);
        extended.put(next, now.wall());
        return new KeyRecord(
                id,
                birth,
                stateAt(next),
                next,
                placement,
                extended,
                next == KeyStage.SENDING ? Optional.of(now) : activation,
                why);
    }

    /**
     * The same key while another one is tried in its place: no frame is sent under it, and it may be resumed. One that is
     * not active any more is replaced for good.
     */
    public KeyRecord suspended(Moment now, String why) {
        KeyRecord replaced = moved(KeyStage.REPLACED, now, why);
        KeyState next = state == KeyState.ACTIVE ? KeyState.SUSPENDED : replaced.state();
        return new KeyRecord(id, birth, next, replaced.stage(), placement, replaced.times(), activation, why);
    }

    /**
     * The same key, sent under again; its age counts from when it was first.
     *
     * @throws IllegalStateException if it is not suspended
     */
    public KeyRecord resumed(String why) {
        if (state != KeyState.SUSPENDED || stage != KeyStage.REPLACED) {
            throw new IllegalStateException("key " + id + " is not suspended, but " + state + " and " + stage);
        }
        return new KeyRecord(id, birth, KeyState.ACTIVE, KeyStage.SENDING, placement, times, activation, why);
    }

    /** Whether another key was in its place once, also where it is sent under again. */
    public boolean wasReplaced() {
        return times.containsKey(KeyStage.REPLACED);
    }

    /**
     * The same key at the same stage in another state, as when it is suspended or compromised.
     *
     * @throws IllegalStateException if NIST SP 800-57 Part 1 Rev. 5, section 7 knows no such move
     */
    public KeyRecord in(KeyState next, String why) {
        if (!state.allows(next)) {
            throw new IllegalStateException("key " + id + " cannot go from " + state + " to " + next);
        }
        return with(next, placement, why);
    }

    /** The same key with its bytes destroyed, while the peer has yet to say that it destroyed them too. */
    public KeyRecord erased(String why) {
        return with(KeyState.DESTROYED, placement, why);
    }

    /**
     * The same key with a slot of its own.
     *
     * @param number in the order in which the Enc/Dec is given keys, from 1
     * @throws IllegalStateException if it has another one
     */
    public KeyRecord placed(Slot slot, long number) {
        if (slot().filter(other -> !other.equals(slot)).isPresent()) {
            throw new IllegalStateException("key " + id + " already has another slot");
        }
        return with(state, new Placement.Placed(slot, number), "given slot " + slot.number());
    }

    /** Its slot, if it was given one. */
    public Optional<Slot> slot() {
        return switch (placement) {
            case Placement.Nowhere nowhere -> Optional.empty();
            case Placement.Placed placed -> Optional.of(placed.slot());
        };
    }

    /** Its number among the keys of its Enc/Dec; 0 before it was given one. */
    public long number() {
        return switch (placement) {
            case Placement.Nowhere nowhere -> 0;
            case Placement.Placed placed -> placed.number();
        };
    }

    /** When the stage was reached, if it was. */
    public Optional<Instant> since(KeyStage reached) {
        return Optional.ofNullable(times.get(reached));
    }

    /** Whether it was gone before a moment: the one where it was sent under, the other where it never was. */
    boolean wasGone(Instant before, Instant neverSentBefore) {
        Instant limit = times.containsKey(KeyStage.SENDING) ? before : neverSentBefore;
        return since(KeyStage.GONE).filter(gone -> gone.isBefore(limit)).isPresent();
    }

    private KeyRecord with(KeyState newState, Placement where, String why) {
        return new KeyRecord(id, birth, newState, stage, where, times, activation, why);
    }

    private KeyState stateAt(KeyStage next) {
        return switch (next) {
            case UNKNOWN, DERIVED, CONFIRMED, RECEIVING -> state;
            case SENDING -> state == KeyState.PRE_ACTIVATION ? KeyState.ACTIVE : state;
            case REPLACED ->
                switch (state) {
                    case ACTIVE, SUSPENDED -> KeyState.DEACTIVATED;
                    case PRE_ACTIVATION -> KeyState.DESTROYED;
                    case DEACTIVATED, COMPROMISED, DESTROYED -> state;
                };
            case GONE -> KeyState.DESTROYED;
        };
    }
}
