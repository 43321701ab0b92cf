package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.InventoryListener;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells a listener, thing by thing, in what one inventory differs from the one before. */
final class WorldReporter implements InventoryListener {
    private static final Logger LOG = LoggerFactory.getLogger(WorldReporter.class);

    private final WorldListener listener;
    private final LinkAlarms links;
    private Inventory before = Inventory.EMPTY;

    /** @param later runs a task on the inventory's queue after a while */
    WorldReporter(WorldListener listener, BiConsumer<Duration, Runnable> later) {
        this.listener = listener;
        links = new LinkAlarms(listener, later);
    }

    @Override
    public void inventoryChanged(Inventory now) {
        now.devices().forEach((id, belief) -> device(belief, before.device(id)));
        now.managers().forEach((id, belief) -> {
            Optional<ManagerBelief> old = before.manager(id);
            boolean same = old.isPresent()
                    && old.get().connection().equals(belief.connection())
                    && old.get().settings().equals(belief.settings());
            if (!same) {
                say(belief, old);
                listener.managerChanged(belief.settings(), belief.connection());
            }
        });
        gone(before.devices(), now.devices(), listener::deviceGone);
        gone(before.managers(), now.managers(), listener::managerGone);
        Map<KeyId, Map<DeviceId, KeyInformation>> known = byKey(before);
        Map<KeyId, Map<DeviceId, KeyInformation>> next = byKey(now);
        next.forEach((id, reports) -> {
            if (!reports.equals(known.get(id))) {
                // Two devices differ for a moment while keys change; the first by name is told.
                listener.keyChanged(reports.values().iterator().next(), reports.keySet());
            }
        });
        gone(known, next, listener::keyGone);
        links.inventoryChanged(now);
        before = now;
    }

    /** One line for each change; another text alone is none. */
    private static void say(ManagerBelief now, Optional<ManagerBelief> old) {
        Connection next = now.connection();
        boolean same = old.map(ManagerBelief::connection)
                .filter(last -> last.state() == next.state() && last.reason().equals(next.reason()))
                .isPresent();
        if (!same) {
            Level level = next.state() == Connection.State.REFUSED ? Level.WARN : Level.INFO;
            String state = next.state().name().toLowerCase(Locale.ROOT);
            String why = next.text().isEmpty() ? "" : ": " + next.text();
            LOG.atLevel(level).log("manager {} is {}{}", now.settings().id(), state, why);
        }
    }

    private void device(DeviceBelief now, Optional<DeviceBelief> old) {
        boolean same = old.isPresent()
                && old.get().connection().equals(now.connection())
                && old.get().capabilities().equals(now.capabilities())
                && old.get().settings().equals(now.settings());
        if (!same) {
            listener.deviceChanged(now.settings(), now.connection(), now.capabilities());
        }
    }

    @Override
    public void alarmRaised(AlarmSubject subject, ReasonCode reason, String text) {
        switch (subject) {
            case AlarmSubject.OfController itself -> listener.alarmRaised(itself, reason, text);
            case AlarmSubject.OfLink link -> links.trouble(link, reason, text);
            case AlarmSubject.OfAssociation(DeviceId device, AssociationId association) -> {
                boolean more = !text.isBlank() && !text.equals(reason.identity());
                listener.alarmRaised(subject, reason, more ? text : "device " + device + " said no more of it");
            }
        }
    }

    private static Map<KeyId, Map<DeviceId, KeyInformation>> byKey(Inventory inventory) {
        Map<KeyId, Map<DeviceId, KeyInformation>> keys = new HashMap<>();
        inventory
                .devices()
                .forEach((device, belief) -> belief.keys()
                        .forEach((id, key) -> keys.computeIfAbsent(id, fresh -> new TreeMap<>())
                                .put(device, key)));
        return keys;
    }

    private static <K> void gone(Map<K, ?> before, Map<K, ?> now, Consumer<K> tell) {
        Set<K> missing = new HashSet<>(before.keySet());
        missing.removeAll(now.keySet());
        missing.forEach(tell);
    }
}
