package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.InventoryListener;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.runtime.StandingAlarms.Cause;
import org.openmfs.controller.spi.ConnectionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener, thing by thing, what has become of devices, managers and keys, and of what is amiss. */
final class WorldReporter implements InventoryListener {
    private static final Logger LOG = LoggerFactory.getLogger(WorldReporter.class);

    private final WorldListener listener;
    private final StandingAlarms alarms;
    private final LinkAlarms links;
    private final AssociationAlarms associations;
    private final Map<ManagerId, ConnectionLog> logs = new HashMap<>();
    private final KeyReports keys;

    /** @param later runs a task on the inventory's queue after a while */
    WorldReporter(WorldListener listener, BiConsumer<Duration, Runnable> later) {
        this.listener = new GuardedListener(listener);
        alarms = new StandingAlarms(this.listener, later, line -> line.to(LOG));
        links = new LinkAlarms(alarms, later);
        associations = new AssociationAlarms(alarms, later);
        keys = new KeyReports(this.listener);
    }

    /** How many alarms stand, by reason; on any thread. */
    Map<ReasonCode, Integer> alarms() {
        return alarms.byReason();
    }

    @Override
    public void inventoryChanged(Inventory now, List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.OfDevice device -> {
                    device(device);
                    keys.deviceChanged(now, device);
                }
                case Change.OfManagedNetwork manager -> manager(manager);
                case Change.OfNetwork network -> {}
                case Change.OfClass protectionClass -> {}
                case Change.OfMethod method -> {}
            }
        }
        links.inventoryChanged(now, changes);
        associations.inventoryChanged(now, changes);
    }

    private void device(Change.OfDevice change) {
        change.now()
                .ifPresentOrElse(
                        now -> {
                            if (change.before()
                                    .filter(old -> isShownAs(old, now))
                                    .isEmpty()) {
                                listener.deviceChanged(now.settings(), now.connection(), now.capabilities());
                            }
                        },
                        () -> listener.deviceGone(change.id()));
    }

    private static boolean isShownAs(DeviceBelief old, DeviceBelief now) {
        return old.connection().equals(now.connection())
                && old.capabilities().equals(now.capabilities())
                && old.settings().equals(now.settings());
    }

    private void manager(Change.OfManagedNetwork change) {
        change.now()
                .ifPresentOrElse(
                        now -> {
                            if (change.before()
                                    .filter(old -> old.connection().equals(now.connection())
                                            && old.settings().equals(now.settings()))
                                    .isEmpty()) {
                                logs.computeIfAbsent(change.id(), name -> new ConnectionLog("manager " + name))
                                        .tell(LOG, now.connection());
                                listener.managerChanged(now.settings(), now.connection());
                            }
                        },
                        () -> {
                            logs.remove(change.id());
                            listener.managerGone(change.id());
                        });
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
}
