package org.openmfs.agent.sim;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.registry.DestroyedKey;
import org.openmfs.agent.registry.InMemoryRegistry;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.registry.Registry;
import org.openmfs.agent.registry.RegistryFailure;
import org.openmfs.agent.time.Moment;

/** A journal that outlives its process, and kills it just before or just after a write of its choice. */
final class CrashingRegistry implements Registry {
    private InMemoryRegistry kept = new InMemoryRegistry();
    private final Map<KeyRecord, KeyMaterial> copied = new LinkedHashMap<>();
    private final Checker checker;
    private final String owner;
    private final Trigger trigger;
    private final Set<Origin> claimed = new HashSet<>();
    private long writes;
    private Runnable death = () -> {};
    private boolean dead;
    private boolean full;
    private boolean takenElsewhere;

    /** Decides where the process dies. */
    interface Trigger {
        boolean diesBefore(long write);

        boolean diesAfter(long write);
    }

    CrashingRegistry(String owner, Checker checker, Trigger trigger) {
        this.owner = owner;
        this.checker = checker;
        this.trigger = trigger;
    }

    /** Another association takes the id of the next key that is entered, a moment before. */
    void nextIdIsTakenElsewhere() {
        takenElsewhere = true;
    }

    private static KeyRecord elsewhere(KeyRecord key) {
        KeyRecord.Birth birth = new KeyRecord.Birth(
                new AssociationId("green/1"),
                key.peer(),
                key.suite(),
                key.order(),
                key.origins(),
                key.birth().terms());
        return KeyRecord.derived(
                key.id(), birth, new Moment(key.since(KeyStage.DERIVED).orElseThrow(), "boot", Duration.ZERO));
    }

    /** Somebody copies the journal as it is now. */
    @SuppressWarnings("MustBeClosedChecker")
    void copy() {
        kept.keys().forEach(key -> {
            try {
                copied.put(key, kept.secret(key.id()));
            } catch (DestroyedKey gone) {
                // It is not in the copy.
            }
        });
    }

    /** The copy takes the journal's place. */
    void putBack() {
        kept = new InMemoryRegistry();
        copied.forEach(kept::add);
    }

    /** Nothing can be written until there is room again. */
    void full(boolean now) {
        full = now;
    }

    /** Keys that are destroyed and can be read all the same, and the other way round. */
    List<KeyId> wronglyKept() {
        return kept.keys().stream()
                .filter(key -> isReadable(key.id()) == (key.state() == KeyState.DESTROYED))
                .map(KeyRecord::id)
                .toList();
    }

    /** Whether the key's secret can be had. */
    boolean isReadable(KeyId key) {
        try (KeyMaterial secret = kept.secret(key)) {
            return true;
        } catch (DestroyedKey gone) {
            return false;
        }
    }

    /** Whether this external key was taken for a key. */
    boolean hasClaimed(Origin origin) {
        return claimed.contains(origin);
    }

    /** A process begins to use it. */
    void opened(Runnable whenItDies) {
        death = whenItDies;
        dead = false;
    }

    /** The process that uses it dies, or loses its hold of it. */
    SimulatedCrash die(String where) {
        if (!dead) {
            dead = true;
            death.run();
        }
        return new SimulatedCrash(where);
    }

    long writes() {
        return writes;
    }

    @Override
    public long nextOrder(AssociationId association) {
        before();
        long order = kept.nextOrder(association);
        after();
        return order;
    }

    @Override
    public boolean claim(Origin origin) {
        before();
        boolean first = kept.claim(origin);
        claimed.add(origin);
        after();
        return first;
    }

    @Override
    public long claims() {
        return kept.claims();
    }

    @Override
    public boolean add(KeyRecord key, KeyMaterial secret) {
        before();
        if (takenElsewhere) {
            takenElsewhere = false;
            kept.add(elsewhere(key), secret);
        }
        boolean added = kept.add(key, secret);
        if (added) {
            checker.journalled(owner, key);
        }
        after();
        return added;
    }

    @Override
    public void update(KeyRecord key) {
        before();
        kept.update(key);
        checker.journalled(owner, key);
        after();
    }

    private void before() {
        if (dead) {
            throw new SimulatedCrash(owner + " writes no more");
        }
        if (full) {
            checker.injected(Injection.DISK_FULL);
            throw new RegistryFailure("the disk is full");
        }
        writes++;
        if (trigger.diesBefore(writes)) {
            checker.injected(Injection.CRASH_AT_WRITE);
            throw die(owner + " before write " + writes);
        }
    }

    private void after() {
        if (trigger.diesAfter(writes)) {
            checker.injected(Injection.CRASH_AT_WRITE);
            throw die(owner + " after write " + writes);
        }
    }

    @Override
    public Optional<KeyRecord> find(KeyId key) {
        return kept.find(key);
    }

    @Override
    public List<KeyRecord> live(AssociationId association) {
        return kept.live(association);
    }

    @Override
    public long installedEver(AssociationId association) {
        return kept.installedEver(association);
    }

    @Override
    public List<KeyRecord> keys() {
        return kept.keys();
    }

    @Override
    @MustBeClosed
    public KeyMaterial secret(KeyId key) throws DestroyedKey {
        try {
            return kept.secret(key);
        } catch (IllegalStateException broken) {
            checker.violated(Harm.USED_TWICE, owner + ": " + broken.getMessage());
            throw broken;
        }
    }

    @Override
    public void anHourPassed(long remembered) {
        kept.anHourPassed(remembered);
    }

    @Override
    public void forgetGone(Instant before, Instant neverSentBefore) {
        kept.forgetGone(before, neverSentBefore);
    }

    @Override
    public void close() {}
}
