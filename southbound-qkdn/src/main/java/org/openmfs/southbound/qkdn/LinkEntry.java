package org.openmfs.southbound.qkdn;

import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;

/** An entry of list qkd_link of a node (ETSI GS QKD 015): whose it is, and what a physical one says of itself. */
record LinkEntry(JsonNode node, Kind kind) {
    /** Whose concern a link is. */
    enum Kind {
        /** Ours to plan with. */
        PHYSICAL,
        /** Written by us or by another client. */
        VIRTUAL,
        /** Of a type that came later than the model, or another client's. */
        FOREIGN
    }

    /** Above this quantum bit error rate no secret key can be distilled (BB84, one-way post-processing). */
    private static final double HIGHEST_QBER = 0.11;

    private static final int PERCENT = 100;

    /** Type uint32 in the model, bit/s; some nodes are faster. */
    static final long MOST_RATE = 1_000_000_000_000L;

    /** @throws UnexpectedJson if it cannot be told whose it is, and it may be one of the node's own */
    static LinkEntry of(JsonNode link) throws UnexpectedJson {
        try {
            String type = link.findWord("qkdl_type").orElse("PHYS");
            return new LinkEntry(link, kind(type));
        } catch (UnexpectedJson wrong) {
            if (link.hasAny("virt_")) {
                return new LinkEntry(link, Kind.FOREIGN);
            }
            throw wrong;
        }
    }

    private static Kind kind(String type) {
        if (type.endsWith("VIRT")) {
            return Kind.VIRTUAL;
        }
        return type.endsWith("PHYS") ? Kind.PHYSICAL : Kind.FOREIGN;
    }

    /** @param unknown takes up what of it is left unknown because it cannot be made out */
    QkdTopology.Link physical(List<String> unknown) throws UnexpectedJson {
        JsonNode id = node.member("qkdl_id");
        JsonNode link = node.as("link " + id.uuid());
        Optional<JsonNode> performance = link.find("qkdl_performance").map(inner -> inner.as(link.toString()));
        Optional<Long> known = number(performance, "eskr");
        if (known.isEmpty()) {
            unknown.add("eskr of " + link + " is missing, and taken as 0");
        }
        long rate = known.orElse(0L);
        long demand = number(performance, "expected_consumption").orElse(0L);
        Optional<Double> qber = performance.flatMap(measured -> qber(measured, unknown));
        Optional<String> status = link.findWord("qkdl_status");
        if (status.isEmpty()) {
            unknown.add("qkdl_status of " + link + " is missing, and taken as down");
        }
        return new QkdTopology.Link(
                id.uuid(),
                link.member("qkdl_local").member("qkdn_id").uuid(),
                link.member("qkdl_remote").member("qkdn_id").uuid(),
                rate,
                demand,
                qber,
                trouble(status.orElse(""), demand > rate, qber));
    }

    private static Optional<Long> number(Optional<JsonNode> performance, String name) throws UnexpectedJson {
        Optional<JsonNode> found = performance.isPresent() ? performance.get().find(name) : Optional.empty();
        return found.isPresent() ? Optional.of(found.get().whole(MOST_RATE)) : Optional.empty();
    }

    /** A link goes out of use when its errors are too many, so they are looked at before its status. */
    private static Optional<ReasonCode> trouble(String status, boolean overloaded, Optional<Double> qber) {
        if (isTooHigh(qber)) {
            return Optional.of(ReasonCode.QBER_TOO_HIGH);
        }
        if (!status.endsWith("ACTIVE")) {
            return Optional.of(ReasonCode.LINK_DOWN);
        }
        return overloaded ? Optional.of(ReasonCode.LINK_OVERLOADED) : Optional.empty();
    }

    static boolean isTooHigh(Optional<Double> qber) {
        return qber.filter(rate -> rate > HIGHEST_QBER).isPresent();
    }

    /**
     * A link may say nothing of its errors, so one that says nonsense of them is taken for that; the node takes it out of
     * use itself when they are too many.
     */
    static Optional<Double> qber(JsonNode performance, List<String> unknown) {
        try {
            for (JsonNode perf : performance.list("phys_perf")) {
                if (perf.findWord("perf_type").orElse("").endsWith("QBER")) {
                    JsonNode named = perf.as("QBER of " + performance);
                    Optional<JsonNode> value = named.find("value");
                    return value.isPresent() ? Optional.of(share(value.get())) : Optional.empty();
                }
            }
        } catch (UnexpectedJson nonsense) {
            unknown.add(nonsense.getMessage() + ", so the QBER of " + performance + " is unknown");
        }
        return Optional.empty();
    }

    /** The model gives no unit: values above 1 are taken as per cent. */
    private static double share(JsonNode value) throws UnexpectedJson {
        double number = value.number(PERCENT).doubleValue();
        return number > 1 ? number / PERCENT : number;
    }
}
