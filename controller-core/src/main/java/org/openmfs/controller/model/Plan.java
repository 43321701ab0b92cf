package org.openmfs.controller.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What will be done for a service: a pure function of intent, policy, inventory and what others have booked.
 *
 * @param legs one or more, in the order in which they are carried out
 */
public record Plan(ServiceId service, List<Leg> legs) {
    private static final int OPTICAL_CAPACITY_GBPS = 100;

    public Plan {
        legs = List.copyOf(legs);
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("a plan has a leg");
        }
    }

    /** Devices at the ends of all legs. */
    public List<DeviceId> devices() {
        return ends().map(Leg.End::device).distinct().toList();
    }

    /** All ends of all legs. */
    public Stream<Leg.End> ends() {
        return legs.stream().flatMap(leg -> leg.ends().stream());
    }

    /** Paths of all legs. */
    public List<PlannedPath> paths() {
        return legs.stream().flatMap(leg -> leg.paths().stream()).toList();
    }

    /** Whether all ends are told the same, whatever paths are used. */
    public boolean sameTerms(Plan other) {
        return legs.size() == other.legs.size()
                && Stream.iterate(0, at -> at + 1)
                        .limit(legs.size())
                        .allMatch(at -> legs.get(at).sameTerms(other.legs.get(at)));
    }

    /** SHA-256 over the text of every step, in hexadecimal; what is carried out must have the hash of what was shown. */
    public String hash() {
        String text = steps().stream().map(Step::canonical).collect(Collectors.joining("\n", service + "\n", ""));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What is done, in order: for each leg what networks are asked for, then what its devices are. */
    public List<Step> steps() {
        return legs.stream().flatMap(leg -> steps(leg).stream()).toList();
    }

    private static List<Step> steps(Leg leg) {
        List<Step> steps = new ArrayList<>();
        for (PlannedPath path : leg.paths()) {
            path.manager().ifPresent(manager -> steps.add(step(leg, path, manager)));
        }
        steps.add(new Step.Configure(leg));
        steps.add(new Step.AwaitKey(leg.association(), leg.suites().getFirst().id()));
        return steps;
    }

    private static Step step(Leg leg, PlannedPath path, ManagerId manager) {
        return switch (path.purpose()) {
            case KEY_EXCHANGE ->
                new Step.KeyLink(
                        leg.association(),
                        manager,
                        path.nodes().stream().map(UUID::fromString).toList(),
                        leg.initiator().place().sae().orElseThrow(),
                        leg.responder().place().sae().orElseThrow(),
                        path.keyRates().orElseThrow());
            case ENCRYPTION ->
                new Step.LightPath(
                        leg.association(),
                        manager,
                        leg.initiator().point().port().orElseThrow(),
                        leg.responder().point().port().orElseThrow(),
                        OPTICAL_CAPACITY_GBPS,
                        path.nodes());
        };
    }
}
