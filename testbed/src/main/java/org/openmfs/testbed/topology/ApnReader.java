package org.openmfs.testbed.topology;

import java.util.List;
import java.util.Map;

/** Reads the optical network of a topology file. */
final class ApnReader {
    private static final ApnPlan.Creation USUAL_CREATION = new ApnPlan.Creation(ApnPlan.Way.PUT, 405, false);
    private static final Map<String, ApnPlan.Way> WAYS = Words.of(ApnPlan.Way.class);

    /** A file without an optical network. */
    static final ApnPlan NONE =
            new ApnPlan(0, 0, 0, Access.BASIC, ServerCertificate.GOOD, USUAL_CREATION, List.of(), List.of(), List.of());

    private final UsedPorts ports;
    private final UsedNames nodes = new UsedNames();

    ApnReader(UsedPorts ports) {
        this.ports = ports;
    }

    ApnPlan read(Field field) {
        field.knowing(
                "restconf-port",
                "control-port",
                "set-up-ms",
                "access",
                "certificate",
                "creates-by",
                "refusal",
                "chooses-ids",
                "nodes",
                "links",
                "sips");
        return new ApnPlan(
                ports.of(field, "restconf-port"),
                ports.of(field, "control-port"),
                (int) field.whole("set-up-ms", 0, 600_000, 200),
                field.choice("access", Words.ACCESS, Access.BASIC),
                field.choice("certificate", Words.CERTIFICATES, ServerCertificate.GOOD),
                creation(field),
                nodes.each(field, "nodes", ApnReader::node),
                new UsedNames().each(field, "links", this::fibre),
                new UsedNames().each(field, "sips", this::sip));
    }

    private static ApnPlan.Creation creation(Field field) {
        int refusal = (int) field.whole("refusal", 404, 501, USUAL_CREATION.refusal());
        if (!List.of(404, 405, 501).contains(refusal)) {
            field.fault("refusal", "must be 404, 405 or 501");
        }
        return new ApnPlan.Creation(
                field.choice("creates-by", WAYS, ApnPlan.Way.PUT), refusal, field.truth("chooses-ids", false));
    }

    private static ApnPlan.Node node(Field field, UsedNames names) {
        String name = names.fresh(field.knowing("name", "id"));
        return new ApnPlan.Node(name, names.id(field, "apn-node", name));
    }

    private ApnPlan.Link fibre(Field field, UsedNames names) {
        field.knowing("name", "id", "a", "b", "capacity-gbps", "latency-us", "risks");
        String name = names.fresh(field);
        String a = nodes.known(field, "a");
        return new ApnPlan.Link(
                name,
                names.id(field, "apn-link", name),
                a,
                nodes.other(field, "b", a),
                (int) field.whole("capacity-gbps", 1, 1_000_000, 400),
                (int) field.whole("latency-us", 0, 10_000_000, 100),
                field.texts("risks"));
    }

    private ApnPlan.Sip sip(Field field, UsedNames names) {
        String name = names.fresh(field.knowing("name", "id", "node", "capacity-gbps"));
        return new ApnPlan.Sip(name, names.id(field, "sip", name), nodes.known(field, "node"), (int)
                field.whole("capacity-gbps", 1, 100_000, 100));
    }
}
