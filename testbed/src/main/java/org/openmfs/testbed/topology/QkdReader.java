package org.openmfs.testbed.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the QKD network of a topology file. */
final class QkdReader {
    private static final long RATE_MAX = 0xFFFF_FFFFL;
    private static final long STORE_MAX = 1L << 33;
    private static final int LARGEST_KEY = 65_536;
    private static final QkdPlan.KeySizes USUAL_SIZES = new QkdPlan.KeySizes(256, 64, 1024, 128, 4);
    private static final Map<String, QkdPlan.SaeIdSource> SOURCES = Words.of(QkdPlan.SaeIdSource.class);

    /** A file without a QKD network. */
    static final QkdPlan NONE =
            new QkdPlan(QkdPlan.SaeIdSource.SAN_URI, 0, Access.BASIC, USUAL_SIZES, List.of(), List.of(), List.of());

    private final UsedPorts ports;
    private final UsedNames nodes = new UsedNames();
    private final Set<String> kmeIds = new HashSet<>();
    private final Set<String> uris = new HashSet<>();

    QkdReader(UsedPorts ports) {
        this.ports = ports;
    }

    QkdPlan read(Field field) {
        field.knowing("sae-id-source", "control-port", "access", "keys", "nodes", "links", "saes");
        QkdPlan.SaeIdSource source = field.choice("sae-id-source", SOURCES, NONE.saeIdSource());
        int control = ports.of(field, "control-port");
        Access access = field.choice("access", Words.ACCESS, Access.BASIC);
        return new QkdPlan(
                source,
                control,
                access,
                field.has("keys") ? sizes(field.child("keys")) : USUAL_SIZES,
                nodes.each(field, "nodes", this::node),
                new UsedNames().each(field, "links", this::link),
                new UsedNames().each(field, "saes", this::sae));
    }

    private static QkdPlan.KeySizes sizes(Field field) {
        field.knowing("default-bits", "min-bits", "max-bits", "max-per-request", "max-additional-saes");
        int min = octets(field, "min-bits", new Range(8, LARGEST_KEY, USUAL_SIZES.minBits()));
        int max = octets(field, "max-bits", new Range(min, LARGEST_KEY, Math.max(min, USUAL_SIZES.maxBits())));
        int usual = Math.clamp(USUAL_SIZES.defaultBits(), min, max);
        return new QkdPlan.KeySizes(
                octets(field, "default-bits", new Range(min, max, usual)),
                min,
                max,
                (int) field.whole("max-per-request", 1, 10_000, USUAL_SIZES.maxPerRequest()),
                (int) field.whole("max-additional-saes", 0, 100, USUAL_SIZES.maxAdditionalSaes()));
    }

    private record Range(int least, int most, int usual) {}

    private static int octets(Field field, String name, Range range) {
        int bits = (int) field.whole(name, range.least(), range.most(), range.usual());
        if (bits % Byte.SIZE != 0) {
            field.fault(name, "must be a multiple of 8");
            return range.usual();
        }
        return bits;
    }

    private QkdPlan.Node node(Field field, UsedNames names) {
        field.knowing(
                "name",
                "id",
                "kme-id",
                "location",
                "kme-port",
                "kme-path",
                "kme-certificate",
                "restconf-port",
                "restconf-certificate");
        String name = names.fresh(field);
        return new QkdPlan.Node(
                name,
                names.id(field, "qkd-node", name),
                field.text("location", "site-" + name),
                kme(field, name),
                new QkdPlan.ControlFace(
                        ports.of(field, "restconf-port"),
                        field.choice("restconf-certificate", Words.CERTIFICATES, ServerCertificate.GOOD)));
    }

    private QkdPlan.Kme kme(Field field, String node) {
        String usual = "kme-" + node.toLowerCase(Locale.ROOT);
        String id = field.text(
                "kme-id",
                usual,
                "[A-Za-z0-9._~:-]{1,64}",
                "must be 1 to 64 letters, digits, dots, dashes, colons, _ or ~");
        if (!kmeIds.add(id)) {
            field.fault("kme-id", "the KME id " + id + " is used twice");
        }
        return new QkdPlan.Kme(
                id,
                ports.of(field, "kme-port"),
                field.text("kme-path", "", "(/[A-Za-z0-9._~-]+)+", "must be a path such as /some/path"),
                field.choice("kme-certificate", Words.CERTIFICATES, ServerCertificate.GOOD));
    }

    private QkdPlan.Link link(Field field, UsedNames names) {
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
        String a = nodes.known(field, "a");
        long store = field.whole("store-bits", 0, STORE_MAX, 1_000_000);
        return new QkdPlan.Link(
                name,
                names.id(field, "qkd-link", name),
                a,
                nodes.other(field, "b", a),
                field.whole("rate", 0, RATE_MAX, 10_000),
                field.decimal("qber-percent", 0, 50, 2.1),
                field.decimal("snr-db", -100, 100, 17.3),
                field.decimal("attenuation-db", 0, 100, 7.5),
                (int) field.whole("channel", 1, 9_999, 20),
                store,
                field.whole("initial-bits", 0, store, Math.min(store, 100_000)));
    }

    private QkdPlan.Sae sae(Field field, UsedNames names) {
        field.knowing("name", "uri", "node");
        String name = names.fresh(field);
        String uri = field.uri("uri", "urn:mfs:cf:" + name);
        if (!uris.add(uri)) {
            field.fault("uri", "the URI " + uri + " is used twice");
        }
        return new QkdPlan.Sae(name, uri, nodes.known(field, "node"));
    }
}
