package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * Encryption points that can serve an endpoint now, best first, and why the others cannot. Where the service is already comes
 * first, then the order of the operator. One whose device told nothing yet is waited for: those after it do not count.
 *
 * @param candidates how many there are in all
 */
record Sides(int candidates, List<Side> usable, List<Trouble> troubles) {
    private static final int THERE = 0;
    private static final int PERHAPS_THERE = 1;
    private static final int ELSEWHERE = 2;

    /** One end with everything known about it. */
    record Side(
            EndpointPlace place, Network.EncryptionPoint point, Network.Cf cf, DeviceBelief device, Capabilities can) {
        DeviceId id() {
            return device.settings().id();
        }
    }

    /** What one encryption point comes to. */
    private sealed interface Looked {
        record Usable(Side side) implements Looked {}

        record Useless(Trouble why) implements Looked {}

        record Silent(Trouble why) implements Looked {}
    }

    static Sides of(EndpointId id, ServiceId service, Inventory inventory) {
        Optional<EndpointPlace> place = inventory.endpoint(id);
        if (place.isEmpty()) {
            Trouble unknown = new Trouble(ReasonCode.UNKNOWN_ENDPOINT, id.value(), "no network holds endpoint " + id);
            return new Sides(1, List.of(), List.of(unknown));
        }
        List<EndpointPlace.Candidate> candidates = place.get().candidates().stream()
                .sorted(Comparator.comparingInt(candidate -> distance(candidate, service, inventory)))
                .toList();
        List<Side> usable = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        for (EndpointPlace.Candidate candidate : candidates) {
            String which = candidates.size() > 1 ? "encryption point " + candidate.id() + " of " + id + ": " : "";
            switch (look(place.get(), candidate, inventory)) {
                case Looked.Usable(Side side) -> usable.add(side);
                case Looked.Useless(Trouble why) -> troubles.add(why.after(which));
                case Looked.Silent(Trouble why) -> {
                    troubles.add(why.after(which));
                    return new Sides(candidates.size(), usable, troubles);
                }
            }
        }
        return new Sides(candidates.size(), usable, troubles);
    }

    /** What devices tell, or were told: nothing is remembered of where a service was. */
    private static int distance(EndpointPlace.Candidate candidate, ServiceId service, Inventory inventory) {
        Optional<DeviceBelief> device = candidate.device().flatMap(inventory::device);
        if (device.isEmpty()) {
            return ELSEWHERE;
        }
        EncDecName encDec = candidate.point().orElseThrow().encDec();
        return Stream.concat(inventory.associationsOf(service).stream(), Stream.of(service.leg(1)))
                .mapToInt(association -> distance(association, encDec, device.get(), inventory))
                .min()
                .orElse(ELSEWHERE);
    }

    private static int distance(
            AssociationId association, EncDecName encDec, DeviceBelief device, Inventory inventory) {
        AssociationConfiguration told = device.configured().get(association);
        if (told != null) {
            return told.encDec().equals(encDec) ? THERE : ELSEWHERE;
        }
        boolean held =
                inventory.holders(association).containsKey(device.settings().id());
        return held ? PERHAPS_THERE : ELSEWHERE;
    }

    private static Looked look(EndpointPlace place, EndpointPlace.Candidate candidate, Inventory inventory) {
        Optional<DeviceId> id = candidate.device();
        if (id.isEmpty()) {
            EndpointId endpoint = place.endpoint().id();
            String text = "endpoint " + endpoint + " is not joined to an encryption point whose CF has a device";
            return useless(ReasonCode.NO_ENCRYPTION_POINT, endpoint.value(), text);
        }
        Optional<DeviceBelief> device = inventory.device(id.get());
        if (device.isEmpty()) {
            String text = "device " + id.get() + " was never onboarded";
            return useless(ReasonCode.DEVICE_UNKNOWN, id.get().value(), text);
        }
        Network.EncryptionPoint point = candidate.point().orElseThrow();
        Network.Cf cf = candidate.cf().orElseThrow();
        if (device.get().capabilities().isEmpty()) {
            return new Looked.Silent(Absence.ofNews(device.get()));
        }
        Capabilities can = device.get().capabilities().get();
        if (!can.cf().equals(cf.id()) || !can.encDecs().containsKey(point.encDec())) {
            String text = "device " + id.get() + " serves CF " + can.cf() + " with Enc/Decs "
                    + can.encDecs().keySet() + ", not CF " + cf.id() + " with " + point.encDec();
            return useless(ReasonCode.DEVICE_UNSUPPORTED, id.get().value(), text);
        }
        return new Looked.Usable(new Side(place, point, cf, device.get(), can));
    }

    private static Looked useless(ReasonCode code, String subject, String text) {
        return new Looked.Useless(new Trouble(code, subject, text));
    }
}
