package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;

/** Something that a plan keeps from others. */
public sealed interface Booking {
    /** What one service alone can have. */
    sealed interface Sole extends Booking {
        /** Whom to ask for it. */
        String owner();

        /** What it is, for people. */
        String text();

        default Trouble takenBy(ServiceId holder) {
            return new Trouble(ReasonCode.CONFLICT, owner(), "service " + holder + " uses " + text());
        }
    }

    /** An Enc/Dec of a device. */
    record EncDec(DeviceId device, EncDecName encDec) implements Sole {
        static EncDec of(Leg.End end) {
            return new EncDec(end.device(), end.point().encDec());
        }

        @Override
        public String owner() {
            return device.value();
        }

        @Override
        public String text() {
            return encDec + " of device " + device;
        }
    }

    /**
     * A port towards an optical network (TAPI service-interface-point), with all that it can carry: how many wavelengths or
     * light paths that would be, no network tells us.
     */
    record Port(ManagerId manager, UUID port) implements Sole {
        @Override
        public String owner() {
            return manager.value();
        }

        @Override
        public String text() {
            return "port " + port + " towards " + manager;
        }
    }

    /**
     * What one leg books on every hop of a key link.
     *
     * @param rate bit/s
     */
    record KeyRate(AssociationId association, ManagerId manager, List<UUID> path, long rate) implements Booking {
        public KeyRate {
            path = List.copyOf(path);
        }

        Set<Hop> hops() {
            return IntStream.range(0, path.size() - 1)
                    .mapToObj(at -> Hop.between(manager, path.get(at), path.get(at + 1)))
                    .collect(Collectors.toSet());
        }
    }

    /** The links between two neighbours of a QKD network. */
    record Hop(ManagerId manager, UUID lesser, UUID greater) {
        static Hop between(ManagerId manager, UUID one, UUID other) {
            return one.compareTo(other) < 0 ? new Hop(manager, one, other) : new Hop(manager, other, one);
        }
    }

    /** All that a plan needs, each once. */
    static List<Booking> of(Plan plan) {
        List<Booking> needed = new ArrayList<>();
        plan.ends().map(EncDec::of).forEach(needed::add);
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.KeyLink link ->
                    needed.add(new KeyRate(
                            link.association(),
                            link.manager(),
                            link.nodes(),
                            link.rates().least()));
                case Step.LightPath path -> {
                    needed.add(new Port(path.manager(), path.a()));
                    needed.add(new Port(path.manager(), path.z()));
                }
                case Step.Configure configure -> {}
                case Step.AwaitKey key -> {}
            }
        }
        return needed.stream().distinct().toList();
    }
}
