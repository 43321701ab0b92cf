package org.openmfs.controller.worlds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;

/** What the agents of all devices make of how they are configured: keys where both ends agree, else reasons. */
final class Agents {
    static final MethodId QKD = new MethodId("qkd-014");
    private static final Duration SOON = Duration.ofMillis(700);
    private static final Duration REKEY = Duration.ofMinutes(1);

    private final Outside outside;
    private boolean due;
    private long keys;

    Agents(Outside outside) {
        this.outside = outside;
    }

    /** One end of an association. */
    private record End(SimulatedDevice device, AssociationConfiguration told) {
        Optional<AssociationStatus> status() {
            return Optional.ofNullable(device.statuses.get(told.id()));
        }

        boolean isPeerOf(End other) {
            AssociationConfiguration.Peer peer = other.told.peer();
            return peer.cf().equals(device.can.cf())
                    && peer.host().equals(device.can.peerHost())
                    && peer.port() == device.can.peerPort();
        }
    }

    void start() {
        outside.time.after(REKEY, () -> {
            settle(true);
            start();
        });
    }

    /** Something is not as it was. */
    void wake() {
        if (!due) {
            due = true;
            outside.time.after(SOON, () -> {
                due = false;
                settle(false);
            });
        }
    }

    private void settle(boolean rekey) {
        for (SimulatedDevice device : outside.devices.values()) {
            for (AssociationConfiguration told : List.copyOf(device.running.values())) {
                End mine = new End(device, told);
                Optional<End> peer = peer(mine);
                if (peer.isEmpty()) {
                    trouble(
                            mine,
                            ReasonCode.PEER_UNREACHABLE,
                            "peer " + told.peer().cf() + " does not answer");
                } else if (told.initiator()) {
                    exchange(mine, peer.get(), rekey);
                }
            }
        }
    }

    private Optional<End> peer(End mine) {
        return outside.devices.values().stream()
                .filter(other -> other.running.containsKey(mine.told.id()))
                .map(other -> new End(other, other.running.get(mine.told.id())))
                .filter(other -> other.isPeerOf(mine) && mine.isPeerOf(other))
                .filter(other -> other.told.initiator() != mine.told.initiator())
                .findFirst();
    }

    private void exchange(End a, End z, boolean rekey) {
        List<Suite> common =
                a.told.suites().stream().filter(z.told.suites()::contains).toList();
        Optional<Suite> usable =
                common.stream().filter(suite -> isUsable(suite, a, z)).findFirst();
        if (usable.isPresent()) {
            secure(a, z, usable.get(), rekey);
        } else if (common.isEmpty()) {
            List.of(a, z).forEach(end -> trouble(end, ReasonCode.NO_COMMON_SUITE, "no suite in common"));
        } else {
            List.of(a, z).forEach(end -> trouble(end, ReasonCode.METHOD_UNREACHABLE, QKD + ": no key"));
        }
    }

    private boolean isUsable(Suite suite, End a, End z) {
        if (!suite.methods().contains(QKD)) {
            return true;
        }
        if (!a.device.atManagedKme && !z.device.atManagedKme) {
            return true;
        }
        return a.told.peer().sae().isPresent()
                && z.told.peer().sae().isPresent()
                && outside.qkd.supplies(
                        a.told.id(),
                        a.told.peer().sae().get(),
                        z.told.peer().sae().get());
    }

    private void secure(End a, End z, Suite suite, boolean rekey) {
        boolean same = a.status().flatMap(AssociationStatus::key).isPresent()
                && a.status().flatMap(AssociationStatus::key).equals(z.status().flatMap(AssociationStatus::key))
                && List.of(a, z).stream()
                        .allMatch(end -> end.status().orElseThrow().phase() == AssociationStatus.Phase.SECURED
                                && end.status()
                                        .flatMap(AssociationStatus::suite)
                                        .equals(Optional.of(suite.id())));
        if (same && !rekey) {
            return;
        }
        KeyId key = new KeyId(new UUID(0, ++keys).toString().replace("-", ""));
        Instant now = outside.time.now();
        List.of(a, z)
                .forEach(end -> tell(
                        end,
                        new AssociationStatus(
                                end.told.id(),
                                AssociationStatus.Phase.SECURED,
                                Optional.of(suite.id()),
                                Optional.of(key),
                                1,
                                keys,
                                Optional.of(now),
                                Optional.of(now.plus(REKEY)),
                                List.of())));
    }

    /** A key in use stays in use. */
    private void trouble(End end, ReasonCode code, String text) {
        AssociationStatus before = end.status().orElseThrow();
        boolean keyed = before.key().isPresent();
        boolean told =
                before.reasons().stream().anyMatch(reason -> reason.code().equals(code));
        if (told) {
            return;
        }
        tell(
                end,
                new AssociationStatus(
                        before.id(),
                        keyed ? AssociationStatus.Phase.DEGRADED : AssociationStatus.Phase.BLOCKED,
                        before.suite(),
                        before.key(),
                        0,
                        before.rekeys(),
                        before.lastRekey(),
                        Optional.empty(),
                        List.of(new Reason(code, before.id().value(), text, outside.time.now()))));
    }

    private void tell(End end, AssociationStatus status) {
        end.device.statuses.put(status.id(), status);
        outside.toController(run -> run.devices.changed(end.device.id(), status));
    }

    /** Whether traffic of the association is protected by both of these. */
    boolean protects(AssociationId association, List<DeviceId> ends) {
        List<Optional<KeyId>> held = ends.stream()
                .map(outside.devices::get)
                .map(device -> Optional.ofNullable(device.statuses.get(association)))
                .map(status -> status.flatMap(AssociationStatus::key))
                .distinct()
                .toList();
        return held.size() == 1 && held.getFirst().isPresent();
    }

    Map<AssociationId, AssociationStatus> statuses(DeviceId device) {
        return Map.copyOf(outside.devices.get(device).statuses);
    }
}
