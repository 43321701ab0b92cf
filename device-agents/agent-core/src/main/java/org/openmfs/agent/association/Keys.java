package org.openmfs.agent.association;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.registry.DestroyedKey;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.registry.Registry;
import org.openmfs.agent.time.MachineClock;
import org.openmfs.agent.time.Moment;

/** The association's part of the journal: each change is written before it is seen here. */
public final class Keys {
    private static final Duration UNKNOWN_AGE = Duration.ofDays(36_500);
    private final Registry registry;
    private final AssociationListener listener;
    private final AssociationId association;
    private final MachineClock clock;
    private final InstantSource steady;
    /** When keys were activated, and when they were replaced, by a time that does not jump. */
    private final Map<KeyId, Instant> activated = new HashMap<>();

    private final Map<KeyId, Instant> replaced = new HashMap<>();

    private final Map<KeyId, KeyRecord> live = new LinkedHashMap<>();
    private Optional<KeyId> inUse = Optional.empty();

    public Keys(Ports ports, Platform platform, AssociationId association) {
        this.registry = ports.registry();
        this.listener = ports.listener();
        this.clock = platform.machine();
        this.steady = platform.clock();
        this.association = association;
    }

    /** Reads what an earlier life of this association wrote. */
    public void load() {
        live.clear();
        activated.clear();
        replaced.clear();
        Moment now = clock.now();
        for (KeyRecord key : registry.live(association)) {
            live.put(key.id(), key);
            key.activation()
                    .map(moment -> moment.age(now).orElse(UNKNOWN_AGE))
                    .ifPresent(age -> activated.put(key.id(), steady.instant().minus(age)));
        }
    }

    /** The greatest number that any key in the journal has, among the keys of its Enc/Dec. */
    public long greatestNumber() {
        return registry.keys().stream().mapToLong(KeyRecord::number).max().orElse(0);
    }

    /** Keys under which traffic was ever sent. */
    public long installedEver() {
        return registry.installedEver(association);
    }

    public long nextOrder() {
        return registry.nextOrder(association);
    }

    /** All that are not gone, or those of some kind. */
    public List<KeyRecord> live() {
        return List.copyOf(live.values());
    }

    public List<KeyRecord> where(Predicate<KeyRecord> kind) {
        return live.values().stream().filter(kind).toList();
    }

    public List<KeyRecord> at(KeyStage stage) {
        return where(key -> key.stage() == stage);
    }

    /** Confirmed keys without a slot, oldest first. */
    public List<KeyRecord> stock() {
        return live.values().stream()
                .filter(key -> key.stage() == KeyStage.CONFIRMED && key.slot().isEmpty())
                .sorted(Comparator.comparing(KeyRecord::order))
                .toList();
    }

    /** Confirmed keys that were given a slot and are not sent under yet, oldest first. */
    public List<KeyRecord> placed() {
        return live.values().stream()
                .filter(key -> key.stage() == KeyStage.RECEIVING
                        || key.stage() == KeyStage.CONFIRMED && key.slot().isPresent())
                .sorted(Comparator.comparing(KeyRecord::number))
                .toList();
    }

    /** Confirmed keys that were not sent under yet, in a slot or not. */
    public List<KeyRecord> readyOnes() {
        return Stream.concat(placed().stream(), stock().stream()).toList();
    }

    /** How many there are of them. */
    public int ready() {
        return stock().size() + placed().size();
    }

    /**
     * The Enc/Dec sends under this key now; those before it were replaced.
     *
     * @param mayGoBack whether the last of them may be sent under again, if nothing comes under this one
     */
    public void switchedTo(KeyId id, boolean mayGoBack) {
        inUse = Optional.of(id);
        long number = require(id).number();
        String why = "replaced by " + id;
        where(key -> key.stage() == KeyStage.SENDING && key.number() < number).stream()
                .max(Comparator.comparing(KeyRecord::number))
                .ifPresent(before -> {
                    // There is but one way back.
                    suspended().ifPresent(older -> noWayBackTo(older.id()));
                    if (mayGoBack) {
                        write(before.suspended(clock.now(), why));
                    }
                });
        replaceAll(key -> key.stage() == KeyStage.SENDING && key.number() < number, why);
    }

    /**
     * Whatever becomes of the key that takes its place, this one is not sent under again once it is replaced. One that
     * frames are sent under is deactivated before that, so that it is not forgotten by an end that dies meanwhile.
     */
    public void noWayBackTo(KeyId id) {
        find(id).filter(key -> key.state() == KeyState.ACTIVE || key.state() == KeyState.SUSPENDED)
                .ifPresent(key -> write(key.in(KeyState.DEACTIVATED, key.reason())));
    }

    /** Keys that frames are sent under, and that are to be replaced at once. */
    public List<KeyRecord> outlived() {
        return where(key -> key.stage() == KeyStage.SENDING && key.state() == KeyState.DEACTIVATED);
    }

    /** Nor any key that was sent under until now. */
    public void noWayBack() {
        Stream.concat(suspended().stream(), at(KeyStage.SENDING).stream())
                .map(KeyRecord::id)
                .forEach(this::noWayBackTo);
    }

    /** What the Enc/Dec sends under is to be another key, and is not known until it is told. */
    public void notInUse() {
        inUse = Optional.empty();
    }

    /** The key that may be sent under again. */
    public Optional<KeyRecord> suspended() {
        return where(key -> key.state() == KeyState.SUSPENDED && key.stage() == KeyStage.REPLACED).stream()
                .max(Comparator.comparing(KeyRecord::number));
    }

    /** A suspended key is to be sent under again, in place of a later one, which is replaced. */
    public void goBack(KeyId to, KeyId from, String why) {
        write(require(to).resumed(why));
        replaced.remove(to);
        if (require(from).stage().compareTo(KeyStage.REPLACED) < 0) {
            move(from, KeyStage.REPLACED, why);
        }
    }

    /** Where frames are sent under a key of before again: the later one that nothing came under. */
    public Optional<KeyId> goneBackFrom() {
        long number = current().map(KeyRecord::number).orElse(Long.MAX_VALUE);
        return at(KeyStage.REPLACED).stream()
                .filter(key ->
                        key.number() > number && key.since(KeyStage.SENDING).isPresent())
                .max(Comparator.comparing(KeyRecord::number))
                .map(KeyRecord::id);
    }

    /** Whether frames are sent under this key of before again: the responder may not have heard of it. */
    public boolean isGoneBackTo(KeyId id) {
        return find(id).filter(key -> key.stage() == KeyStage.SENDING && key.wasReplaced())
                .isPresent();
    }

    /** The key that the Enc/Dec sends under. */
    public Optional<KeyRecord> inUse() {
        return inUse.flatMap(this::find).filter(key -> key.stage() == KeyStage.SENDING);
    }

    public boolean isInUse(KeyId id) {
        return inUse().filter(key -> key.id().equals(id)).isPresent();
    }

    /** Since when frames may be sent under the key, by the time of {@link Platform#clock}. */
    public Optional<Instant> activated(KeyRecord key) {
        return Optional.ofNullable(activated.get(key.id()));
    }

    /** Since when no frame is sent under the key any more, as far as this process knows. */
    public Instant replaced(KeyRecord key) {
        return replaced.getOrDefault(key.id(), Instant.MIN);
    }

    /** The key that was ordered to be sent under last; the Enc/Dec may not have switched yet. */
    public Optional<KeyRecord> current() {
        return at(KeyStage.SENDING).stream().max(Comparator.comparing(KeyRecord::number));
    }

    public Optional<KeyRecord> find(KeyId id) {
        return Optional.ofNullable(live.get(id));
    }

    /** Whether the key id was ever used for a key, even one gone long ago. */
    public boolean everKnown(KeyId id) {
        return live.containsKey(id) || registry.find(id).isPresent();
    }

    /** How far the key has come, as the peer is told: a destroyed key is gone. */
    public KeyStage stage(KeyId id) {
        return find(id).or(
                        () -> registry.find(id).filter(key -> key.association().equals(association)))
                .map(key -> key.state() == KeyState.DESTROYED ? KeyStage.GONE : key.stage())
                .orElse(KeyStage.UNKNOWN);
    }

    /** Slots that were given to a key; a slot is free again when its key is gone. */
    public Set<Slot> slotsTaken() {
        Set<Slot> taken = new HashSet<>();
        live.values().forEach(key -> key.slot().ifPresent(taken::add));
        return taken;
    }

    /** Enters a key that was derived now; false if its id was known before. The secret stays the caller's to close. */
    public boolean add(KeyId id, KeyRecord.Birth birth, KeyMaterial trafficSecret) {
        KeyRecord key = KeyRecord.derived(id, birth, clock.now());
        boolean isNew = registry.add(key, trafficSecret);
        if (isNew) {
            remember(key);
        }
        return isNew;
    }

    /** @param newest the greatest number of a key that was ever to be in the Enc/Dec */
    public void place(KeyId id, Slot slot, long newest) {
        long before = live.values().stream().mapToLong(KeyRecord::number).max().orElse(0);
        long number = require(id).number();
        write(require(id).placed(slot, number > 0 ? number : 1 + Math.max(newest, before)));
    }

    /** Moves a key to a later stage. */
    public KeyRecord move(KeyId id, KeyStage next, String why) {
        KeyRecord moved = require(id).moved(next, clock.now(), why);
        write(moved);
        return moved;
    }

    /** Destroys the key's bytes; what is known of it stays until the peer has destroyed its own. */
    public void erase(KeyId id, String why) {
        KeyRecord key = require(id);
        if (key.state() != KeyState.DESTROYED) {
            write(key.erased(why));
        }
    }

    @MustBeClosed
    public KeyMaterial secret(KeyId id) throws DestroyedKey {
        return registry.secret(id);
    }

    /** Takes every key past use: a first step that is written before the Enc/Dec is cleared. */
    public void replaceAll(Predicate<KeyRecord> kind, String why) {
        for (KeyRecord key : new ArrayList<>(live.values())) {
            if (kind.test(key) && key.stage().compareTo(KeyStage.REPLACED) < 0) {
                move(key.id(), KeyStage.REPLACED, why);
            }
        }
    }

    private KeyRecord require(KeyId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("key " + id + " is not in the journal"));
    }

    private void write(KeyRecord key) {
        registry.update(key);
        remember(key);
    }

    private void remember(KeyRecord key) {
        if (key.stage() == KeyStage.SENDING) {
            activated.computeIfAbsent(key.id(), id -> steady.instant());
        } else if (key.stage() == KeyStage.REPLACED) {
            replaced.computeIfAbsent(key.id(), id -> steady.instant());
        }
        if (key.stage() == KeyStage.GONE) {
            live.remove(key.id());
            activated.remove(key.id());
            replaced.remove(key.id());
        } else {
            live.put(key.id(), key);
        }
        listener.keyChanged(key);
    }
}
