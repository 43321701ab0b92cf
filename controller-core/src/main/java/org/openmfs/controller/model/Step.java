package org.openmfs.controller.model;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One thing that is done for a leg of a plan, and can be seen to stand; a value: what is shown to people is what is hashed
 * and what is carried out.
 */
public sealed interface Step {
    /** Of the leg that it is done for. */
    AssociationId association();

    /** What is done, for people. */
    String text();

    /** All that is in it, always the same for the same. */
    String canonical();

    /**
     * A QKD network is to make keys for both ends (ETSI GS QKD 015, qkd_app and qkd_link).
     *
     * @param nodes QKD nodes from one end to the other, at least two
     * @param saeA the initiator's name towards its KME (ETSI GS QKD 014)
     * @param rates what is kept for it, and what it may draw
     */
    record KeyLink(
            AssociationId association, ManagerId manager, List<UUID> nodes, String saeA, String saeZ, KeyRates rates)
            implements Step {
        public KeyLink {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String text() {
            return "ask " + manager + " for a key link of " + rates + " over "
                    + nodes.stream().map(UUID::toString).collect(Collectors.joining(" - "));
        }

        @Override
        public String canonical() {
            return toString();
        }
    }

    /**
     * An optical network is to join two ports (TAPI connectivity service).
     *
     * @param a port of the initiator (TAPI service-interface-point)
     * @param capacity Gbit/s
     * @param nodes where both ports are, for people
     */
    record LightPath(AssociationId association, ManagerId manager, UUID a, UUID z, int capacity, List<String> nodes)
            implements Step {
        public LightPath {
            nodes = List.copyOf(nodes);
        }

        /** What its network is asked for. */
        public OpticalPath path() {
            return new OpticalPath(association, a, z, capacity);
        }

        @Override
        public String text() {
            return "ask " + manager + " for an optical path over " + String.join(" - ", nodes);
        }

        @Override
        public String canonical() {
            return toString();
        }
    }

    /** Both devices are to have the association, or neither of them. */
    record Configure(Leg leg) implements Step {
        @Override
        public AssociationId association() {
            return leg.association();
        }

        @Override
        public String text() {
            return "configure association " + leg.association() + " on "
                    + leg.initiator().device() + " and " + leg.responder().device() + " by confirmed commit";
        }

        /** In an order that does not depend on the iteration order of sets. */
        @Override
        public String canonical() {
            Floor floor = leg.floor();
            String required =
                    floor.required().stream().sorted().map(Ground::word).collect(Collectors.joining(","));
            return "Configure[" + leg.association() + ", " + leg.suites() + ", " + floor.factors() + " "
                    + floor.diversity() + " " + required + ", " + leg.keyLife() + ", " + leg.ends() + "]";
        }
    }

    /** Both devices are to send under one key. */
    record AwaitKey(AssociationId association, SuiteId suite) implements Step {
        @Override
        public String text() {
            return "await the first key of " + suite + " at both ends";
        }

        @Override
        public String canonical() {
            return toString();
        }
    }
}
