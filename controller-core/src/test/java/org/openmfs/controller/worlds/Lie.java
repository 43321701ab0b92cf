package org.openmfs.controller.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/** What a device says for a while, though something else is so. */
record Lie(Fault kind, AssociationId stranger) {
    /** What a device says of itself. */
    record Reading(
            List<AssociationConfiguration> configurations,
            List<AssociationStatus> statuses,
            Capabilities capabilities,
            List<KeyInformation> keys) {}

    /** What it says instead of this. */
    Reading of(Reading truth) {
        return switch (kind) {
            case DEVICE_LEAVES_OUT ->
                new Reading(
                        firstHalf(truth.configurations()),
                        firstHalf(truth.statuses()),
                        truth.capabilities(),
                        truth.keys());
            case DEVICE_TELLS_OTHER_TERMS ->
                new Reading(
                        truth.configurations().stream().map(Lie::otherwise).toList(),
                        truth.statuses(),
                        truth.capabilities(),
                        truth.keys());
            case DEVICE_TELLS_STRANGE_ASSOCIATIONS -> stranger(truth);
            case DEVICE_TELLS_UNKNOWN_KEYS ->
                new Reading(truth.configurations(), truth.statuses(), truth.capabilities(), List.of(unknownKey()));
            default -> {
                Capabilities can = truth.capabilities();
                Capabilities others = new Capabilities(
                        new CfId("somebody-else"), can.peerHost(), can.peerPort(), Map.of(), can.encDecs());
                yield new Reading(truth.configurations(), truth.statuses(), others, truth.keys());
            }
        };
    }

    private static <T> List<T> firstHalf(List<T> all) {
        return all.subList(0, all.size() / 2);
    }

    static AssociationConfiguration otherwise(AssociationConfiguration one) {
        AssociationConfiguration.Peer peer = one.peer();
        return one.with(new AssociationConfiguration.Peer(peer.cf(), peer.host(), peer.port() + 1, peer.sae()));
    }

    private Reading stranger(Reading truth) {
        List<AssociationStatus> more = new ArrayList<>(truth.statuses());
        more.removeIf(status -> status.id().equals(stranger));
        more.add(new AssociationStatus(
                stranger,
                AssociationStatus.Phase.NEGOTIATING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of()));
        return new Reading(truth.configurations(), more, truth.capabilities(), truth.keys());
    }

    private KeyInformation unknownKey() {
        KeyInformation.Times never =
                new KeyInformation.Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new KeyInformation(
                new KeyId("f".repeat(32)), stranger, "active", Optional.empty(), Set.of(), Optional.empty(), never);
    }
}
