package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.InventoryListener;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.Taken;
import org.openmfs.controller.rules.IntentRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services: one machine each, started by an intent or by what a device still has of a service that is gone. */
public final class Services implements InventoryListener {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    /** Of those that nobody asked for, at a time: a device may tell of any number. */
    private static final int MOST_HEARD_OF = 1_000;

    private final Surroundings around;
    private final Map<ServiceId, ServiceMachine> machines = new ConcurrentHashMap<>();
    private final Intents intents = new Intents();
    private final Map<ServiceId, ServiceState> states = new ConcurrentSkipListMap<>();
    private final List<ServiceListener> listeners = new CopyOnWriteArrayList<>();
    private final ServiceListener relay = new Relay();
    private final Claims claims;
    private final Concerns concerns = new Concerns();
    private final RecentlyGone recentlyGone;
    private final ServiceMachine.Shared shared;
    private volatile boolean loaded;

    public Services(Surroundings around) {
        this.around = around;
        recentlyGone = new RecentlyGone(around.clock());
        Runnable freed = () -> wanting().forEach(ServiceMachine::inventoryChanged);
        claims = new Claims(intents, freed, this::roomWanted);
        shared = new ServiceMachine.Shared(claims, concerns);
        around.inventory().listen(this);
    }

    public void listen(ServiceListener listener) {
        listeners.add(listener);
    }

    /**
     * An intent was configured, changed or, if empty, deleted; one that is told again as it was is no change. It is looked
     * at when all that was told before is known.
     */
    public void intentChanged(ServiceId id, Optional<Intent> intent) {
        if (intent.isPresent() && intent.equals(intents.get(id))) {
            return;
        }
        intents.put(id, intent);
        around.inventory().afterwards(() -> tell(id, intent));
    }

    /** The whole configuration has been told; from now on what belongs to no intent is taken away. */
    public void loaded() {
        around.inventory().afterwards(() -> {
            loaded = true;
            around.inventory().current().devices().values().forEach(this::adoptAll);
            machines.values().forEach(ServiceMachine::inventoryChanged);
        });
    }

    @Override
    public void inventoryChanged(Inventory inventory, List<Change> changes) {
        if (loaded) {
            changes.forEach(change -> {
                switch (change) {
                    case Change.OfDevice device -> device.now().ifPresent(this::adoptAll);
                    case Change.OfManagedNetwork network ->
                        network.now().stream()
                                .flatMap(now -> recentlyGone.seenIn(now).stream())
                                .forEach(this::adopt);
                    default -> {}
                }
            });
        }
        Set<ServiceId> concerned = new HashSet<>();
        for (Change change : changes) {
            switch (concerns.of(change)) {
                case Concerns.Audience.Everybody everybody -> concerned.addAll(machines.keySet());
                case Concerns.Audience.Of(Set<ServiceId> some) -> concerned.addAll(some);
            }
        }
        machines(concerned).forEach(ServiceMachine::inventoryChanged);
    }

    private Stream<ServiceMachine> machines(Set<ServiceId> ids) {
        return ids.stream().map(id -> Optional.ofNullable(machines.get(id))).flatMap(Optional::stream);
    }

    /** Those that are not as they should be. */
    private Stream<ServiceMachine> wanting() {
        return machines(concerns.of(Stream.of(new Subject.OfAnyHelp())));
    }

    private void adoptAll(DeviceBelief device) {
        device.associations().values().stream()
                .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING)
                .map(AssociationStatus::id)
                .forEach(this::adopt);
    }

    /** Dry run: of this intent, or of the configured one; empty when there is neither. */
    public Optional<PlanOutcome> plan(ServiceId id, Optional<Intent> intent) {
        return intent.or(() -> intents.get(id))
                .map(asked -> around.planner().plan(asked, around.inventory().current(), claims.bookings()));
    }

    /** In what an intent contradicts itself or its class: nothing to plan. */
    public List<Defect> contradictions(Intent asked) {
        List<Defect> defects = new ArrayList<>();
        new IntentRules(asked, Set.of(), around.inventory().current().classes(), defects).consistent();
        return defects;
    }

    /** Where all services stand, by id. */
    public List<ServiceState> states() {
        return List.copyOf(states.values());
    }

    private void tell(ServiceId id, Optional<Intent> intent) {
        machines.compute(id, (same, known) -> {
            ServiceMachine machine =
                    known == null ? new ServiceMachine(id, around, shared, relay, past(intent)) : known;
            machine.intentChanged(intent);
            return machine;
        });
        if (loaded) {
            // One that wanted the same may want it no more.
            wanting().forEach(ServiceMachine::inventoryChanged);
        }
    }

    private Past past(Optional<Intent> intent) {
        if (!loaded) {
            return Past.BEFORE_THE_START;
        }
        return intent.isPresent() ? Past.NONE : Past.HEARD_OF;
    }

    private void roomWanted() {
        Taken taken = claims.bookings().taken();
        wanting().filter(machine -> taken.hasKeyRate(machine.id())).forEach(ServiceMachine::roomWanted);
    }

    private void adopt(AssociationId association) {
        ServiceId.of(association).ifPresent(this::adopt);
    }

    private void adopt(ServiceId id) {
        if (machines.containsKey(id) || intents.contains(id)) {
            return;
        }
        // What is left for now is looked at again when its device tells anything.
        if (machines.size() < MOST_HEARD_OF + intents.size()) {
            tell(id, Optional.empty());
        }
    }

    private final class Relay implements ServiceListener {
        /** One that fails keeps no other from hearing, and no machine from going on. */
        private void tellAll(Consumer<ServiceListener> news) {
            for (ServiceListener listener : listeners) {
                try {
                    news.accept(listener);
                } catch (RuntimeException | Error broken) {
                    LOG.error("news of a service was not told by a fault of ours; the service goes on", broken);
                }
            }
        }

        @Override
        public void serviceChanged(ServiceState state) {
            states.put(state.service(), state);
            tellAll(listener -> listener.serviceChanged(state));
        }

        @Override
        public void serviceGone(ServiceId service) {
            ServiceMachine left = machines.computeIfPresent(service, (same, machine) -> {
                if (intents.contains(service)) {
                    return machine;
                }
                LOG.info("service {} is gone", service);
                states.remove(service);
                concerns.gone(service);
                recentlyGone.add(service);
                tellAll(listener -> listener.serviceGone(service));
                return null;
            });
            boolean elsewhere = !around.inventory().current().holders(service).isEmpty();
            if (left == null && elsewhere && loaded) {
                adopt(service);
            }
        }
    }
}
