package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
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
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.runtime.StandingAlarms.Cause;
import org.openmfs.controller.spi.ConnectionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener, thing by thing, in what one inventory differs from the one before. */
final class WorldReporter implements InventoryListener {
    private static final Logger LOG = LoggerFactory.getLogger(WorldReporter.class);

    private final WorldListener listener;
    private final StandingAlarms alarms;
    private final LinkAlarms links;
    private final AssociationAlarms associations;
    private final Map<ManagerId, ConnectionLog> logs = new HashMap<>();
    private Inventory before = Inventory.EMPTY;

    /** @param later runs a task on the inventory's queue after a while */
    WorldReporter(WorldListener listener, BiConsumer<Duration, Runnable> later) {
        this.listener = new GuardedListener(listener);
        alarms = new StandingAlarms(this.listener, later, line -> line.to(LOG));
        links = new LinkAlarms(alarms, later);
        associations = new AssociationAlarms(alarms, later);
    }

    /** How many alarms stand, by reason; on any thread. */
    Map<ReasonCode, Integer> alarms() {
        return alarms.byReason();
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
                logs.computeIfAbsent(id, name -> new ConnectionLog("manager " + name))
                        .tell(LOG, belief.connection());
                listener.managerChanged(belief.settings(), belief.connection());
            }
        });
        gone(before.devices(), now.devices(), listener::deviceGone);
        gone(before.managers(), now.managers(), listener::managerGone);
        logs.keySet().retainAll(now.managers().keySet());
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
        associations.inventoryChanged(now);
        before = now;
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
            case AlarmSubject.OfController itself -> alarms.raise(new Cause(itself.text(), reason, ""), itself, text);
            case AlarmSubject.OfLink link -> links.trouble(link, reason, text);
            case AlarmSubject.OfAssociation association -> {
                boolean more = !text.isBlank() && !text.equals(reason.word());
                associations.reported(
                        association, reason, more ? text : "device " + association.device() + " said no more of it");
            }
        }
    }

    @Override
    public void certificateEnds(CertificateEnd end) {
        AlarmSubject itself = new AlarmSubject.OfController();
        Cause cause = new Cause(itself.text(), ReasonCode.CERTIFICATE_EXPIRES, end.certificate());
        end.alarm()
                .ifPresentOrElse(
                        text -> {
                            alarms.renew(cause, itself, text);
                            alarms.overAfter(AssociationAlarms.UNTIL_RENEWED, cause);
                        },
                        () -> alarms.over(cause::equals));
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
