package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.Origin;

/** A registry that lasts as long as its process: for tests, and for agents that may forget. */
public final class InMemoryRegistry implements Registry {
    private static final Comparator<KeyRecord> ORDER =
            Comparator.comparing((KeyRecord key) -> key.association().name()).thenComparing(KeyRecord::order);
    private final Map<AssociationId, Long> orders = new HashMap<>();
    private final Map<KeyId, KeyRecord> keys = new HashMap<>();
    private final Map<KeyId, KeyMaterial> secrets = new HashMap<>();
    private final Map<Origin, Long> claimed = new HashMap<>();

    private long hours;

    @Override
    public synchronized long nextOrder(AssociationId association) {
        return orders.merge(association, 1L, Long::sum);
    }

    @Override
    public synchronized boolean claim(Origin origin) {
        return claimed.putIfAbsent(origin, hours) == null;
    }

    @Override
    public synchronized long claims() {
        return claimed.size();
    }

    @Override
    public synchronized void anHourPassed(long remembered) {
        hours++;
        claimed.values().removeIf(taken -> taken < hours - remembered);
    }

    @Override
    public synchronized boolean add(KeyRecord key, KeyMaterial secret) {
        if (keys.putIfAbsent(key.id(), key) != null) {
            return false;
        }
        keep(key.id(), secret);
        return true;
    }

    @SuppressWarnings("MustBeClosedChecker")
    private void keep(KeyId id, KeyMaterial secret) {
        secrets.put(id, secret.copy());
    }

    @Override
    public synchronized void update(KeyRecord key) {
        Moves.require(find(key.id()).orElseThrow(() -> unknown(key.id())), key);
        keys.put(key.id(), key);
        if (key.state() == KeyState.DESTROYED) {
            Optional.ofNullable(secrets.remove(key.id())).ifPresent(KeyMaterial::close);
        }
    }

    @Override
    public synchronized Optional<KeyRecord> find(KeyId key) {
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public synchronized List<KeyRecord> live(AssociationId association) {
        return keys().stream()
                .filter(key -> key.association().equals(association) && key.stage() != KeyStage.GONE)
                .toList();
    }

    @Override
    public synchronized long installedEver(AssociationId association) {
        return keys.values().stream()
                .filter(key -> key.association().equals(association))
                .filter(key -> key.since(KeyStage.SENDING).isPresent())
                .count();
    }

    @Override
    public synchronized List<KeyRecord> keys() {
        return keys.values().stream().sorted(ORDER).toList();
    }

    @Override
    @MustBeClosed
    public synchronized KeyMaterial secret(KeyId key) throws DestroyedKey {
        KeyMaterial secret = secrets.get(key);
        if (secret == null) {
            throw new DestroyedKey(key);
        }
        return secret.copy();
    }

    @Override
    public synchronized void forgetGone(Instant before, Instant neverSentBefore) {
        keys.values().removeIf(key -> key.wasGone(before, neverSentBefore));
    }

    @Override
    public synchronized void close() {
        secrets.values().forEach(KeyMaterial::close);
        secrets.clear();
    }

    private static IllegalStateException unknown(KeyId key) {
        return new IllegalStateException("key " + key + " is not in the journal");
    }
}
