package org.openmfs.testbed.topology;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/** Reads a topology file; its format is described in {@code testbed/topologies/README.md}. */
public final class TopologyFile {
    private static final long RATE_MAX = 0xFFFF_FFFFL;
    private static final long STORE_MAX = 1L << 33;

    private static final QkdPlan.KeySizes USUAL_SIZES = new QkdPlan.KeySizes(256, 64, 1024, 128, 4);
    private static final QkdPlan NO_QKD =
            new QkdPlan(QkdPlan.SaeIdSource.SAN_URI, 0, USUAL_SIZES, List.of(), List.of(), List.of());
    private static final ApnPlan NO_APN = new ApnPlan(0, 0, 0, List.of(), List.of(), List.of());

    private TopologyFile() {}

    /** @throws TopologyException naming the field that is wrong */
    public static Topology read(Path file) throws IOException, TopologyException {
        return parse(Files.readString(file));
    }

    /** @throws TopologyException naming the field that is wrong */
    public static Topology parse(String text) throws TopologyException {
        Field root;
        try {
            root = new Field("", Json.parseObject(text)).knowing("name", "comment", "qkd", "apn");
        } catch (JsonParseException e) {
            throw new TopologyException("", "not JSON: " + e.getMessage());
        }
        QkdPlan qkd = root.has("qkd") ? qkd(root.child("qkd")) : NO_QKD;
        ApnPlan apn = root.has("apn") ? apn(root.child("apn")) : NO_APN;
        if (qkd.nodes().isEmpty() && apn.nodes().isEmpty()) {
            throw new TopologyException("qkd.nodes", "a topology needs QKD nodes, APN nodes or both");
        }
        return new Topology(root.identifier("name"), qkd, apn);
    }

    private static QkdPlan qkd(Field field) throws TopologyException {
        field.knowing("sae-id-source", "control-port", "keys", "nodes", "links", "saes");
        List<QkdPlan.Node> nodes = new ArrayList<>();
        Names names = new Names();
        for (Field node : field.children("nodes")) {
            nodes.add(node(node, names));
        }
        List<QkdPlan.Link> links = new ArrayList<>();
        Names linkNames = new Names();
        for (Field link : field.children("links")) {
            links.add(link(link, linkNames, names));
        }
        List<QkdPlan.Sae> saes = new ArrayList<>();
        Names saeNames = new Names();
        for (Field sae : field.children("saes")) {
            saes.add(sae(sae, saeNames, names));
        }
        QkdPlan.KeySizes sizes = field.has("keys") ? sizes(field.child("keys")) : USUAL_SIZES;
        return new QkdPlan(source(field), field.port("control-port"), sizes, nodes, links, saes);
    }

    private static QkdPlan.SaeIdSource source(Field field) throws TopologyException {
        return switch (field.text("sae-id-source", "san-uri")) {
            case "san-uri" -> QkdPlan.SaeIdSource.SAN_URI;
            case "cn" -> QkdPlan.SaeIdSource.CN;
            default -> throw new TopologyException(field.at("sae-id-source"), "must be san-uri or cn");
        };
    }

    private static QkdPlan.KeySizes sizes(Field field) throws TopologyException {
        field.knowing("default-bits", "min-bits", "max-bits", "max-per-request", "max-additional-saes");
        int min = (int) field.whole("min-bits", 8, 65_536, USUAL_SIZES.minBits());
        int max = (int) field.whole("max-bits", min, 65_536, Math.max(min, USUAL_SIZES.maxBits()));
        for (String name : List.of("min-bits", "max-bits", "default-bits")) {
            if (field.whole(name, 0, 65_536, 0) % 8 != 0) {
                throw new TopologyException(field.at(name), "must be a multiple of 8");
            }
        }
        return new QkdPlan.KeySizes(
                (int) field.whole("default-bits", min, max, Math.clamp(USUAL_SIZES.defaultBits(), min, max)),
                min,
                max,
                (int) field.whole("max-per-request", 1, 10_000, USUAL_SIZES.maxPerRequest()),
                (int) field.whole("max-additional-saes", 0, 100, USUAL_SIZES.maxAdditionalSaes()));
    }

    private static QkdPlan.Node node(Field field, Names names) throws TopologyException {
        field.knowing("name", "id", "kme-id", "location", "kme-port", "restconf-port");
        String name = names.fresh(field);
        return new QkdPlan.Node(
                name,
                names.id(field, "qkd-node"),
                field.text("kme-id", "kme-" + name.toLowerCase(Locale.ROOT)),
                field.text("location", "site-" + name),
                field.port("kme-port"),
                field.port("restconf-port"));
    }

    private static QkdPlan.Link link(Field field, Names names, Names nodes) throws TopologyException {
        field.knowing(
                "name",
                "id",
                "a",
                "b",
                "rate",
                "qber-percent",
                "snr-db",
                "attenuation-db",
                "channel",
                "store-bits",
                "initial-bits");
        String name = names.fresh(field);
        long store = field.whole("store-bits", 0, STORE_MAX, 1_000_000);
        return new QkdPlan.Link(
                name,
                names.id(field, "qkd-link"),
                nodes.known(field, "a"),
                nodes.other(field, "b", "a"),
                field.whole("rate", 0, RATE_MAX, 10_000),
                field.decimal("qber-percent", 0, 50, 2.1),
                field.decimal("snr-db", -100, 100, 17.3),
                field.decimal("attenuation-db", 0, 100, 7.5),
                (int) field.whole("channel", 1, 9_999, 20),
                store,
                field.whole("initial-bits", 0, store, Math.min(store, 100_000)));
    }

    private static QkdPlan.Sae sae(Field field, Names names, Names nodes) throws TopologyException {
        field.knowing("name", "uri", "node");
        String name = names.fresh(field);
        return new QkdPlan.Sae(name, field.text("uri", "urn:mfs:cf:" + name), nodes.known(field, "node"));
    }

    private static ApnPlan apn(Field field) throws TopologyException {
        field.knowing("restconf-port", "control-port", "set-up-ms", "nodes", "links", "sips");
        List<ApnPlan.Node> nodes = new ArrayList<>();
        Names names = new Names();
        for (Field node : field.children("nodes")) {
            String name = names.fresh(node.knowing("name", "id"));
            nodes.add(new ApnPlan.Node(name, names.id(node, "apn-node")));
        }
        List<ApnPlan.Link> links = new ArrayList<>();
        Names linkNames = new Names();
        for (Field link : field.children("links")) {
            links.add(fibre(link, linkNames, names));
        }
        List<ApnPlan.Sip> sips = new ArrayList<>();
        Names sipNames = new Names();
        for (Field sip : field.children("sips")) {
            String name = sipNames.fresh(sip.knowing("name", "id", "node", "capacity-gbps"));
            int capacity = (int) sip.whole("capacity-gbps", 1, 100_000, 100);
            sips.add(new ApnPlan.Sip(name, sipNames.id(sip, "sip"), names.known(sip, "node"), capacity));
        }
        int setUp = (int) field.whole("set-up-ms", 0, 600_000, 200);
        return new ApnPlan(field.port("restconf-port"), field.port("control-port"), setUp, nodes, links, sips);
    }

    private static ApnPlan.Link fibre(Field field, Names names, Names nodes) throws TopologyException {
        field.knowing("name", "id", "a", "b", "capacity-gbps", "latency-us", "risks");
        String name = names.fresh(field);
        return new ApnPlan.Link(
                name,
                names.id(field, "apn-link"),
                nodes.known(field, "a"),
                nodes.other(field, "b", "a"),
                (int) field.whole("capacity-gbps", 1, 1_000_000, 400),
                (int) field.whole("latency-us", 0, 10_000_000, 100),
                field.texts("risks"));
    }

    /** The names and ids used so far in one list of the file. */
    private static final class Names {
        private final Set<String> used = new HashSet<>();
        private final Set<UUID> ids = new HashSet<>();

        String fresh(Field field) throws TopologyException {
            String name = field.identifier("name");
            if (!used.add(name)) {
                throw new TopologyException(field.at("name"), "the name " + name + " is used twice");
            }
            return name;
        }

        UUID id(Field field, String kind) throws TopologyException {
            UUID id = field.uuid(kind, field.text("name"));
            if (!ids.add(id)) {
                throw new TopologyException(field.at("id"), "the id " + id + " is used twice");
            }
            return id;
        }

        String known(Field field, String reference) throws TopologyException {
            String name = field.text(reference);
            if (!used.contains(name)) {
                throw new TopologyException(field.at(reference), "there is no node " + name);
            }
            return name;
        }

        String other(Field field, String reference, String than) throws TopologyException {
            String name = known(field, reference);
            if (name.equals(field.text(than))) {
                throw new TopologyException(field.at(reference), "must be another node than " + than);
            }
            return name;
        }
    }
}
