package org.openmfs.actions.show;

import static org.openmfs.actions.show.Column.beside;
import static org.openmfs.actions.show.Column.count;
import static org.openmfs.actions.show.Column.each;
import static org.openmfs.actions.show.Column.leaf;
import static org.openmfs.actions.show.Column.list;
import static org.openmfs.actions.show.Column.time;

import java.util.List;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Members;
import org.openmfs.actions.Subject;

/** What a table shows of each subject. */
final class Columns {
    private static final List<Column> SERVICES = List.of(
            leaf("service", "id"),
            leaf("a", "a-end/endpoint"),
            leaf("z", "z-end/endpoint"),
            leaf("class", "protection-class"),
            leaf("phase", "state/phase"),
            leaf("suite", "state/keying/suite"),
            leaf("stock", "state/keying/stock", "0"),
            leaf("rekeys", "state/keying/rekeys", "0"),
            time("since", "state/last-change"),
            each("reasons", "state/reason", "id"));
    private static final List<Column> DEVICES = List.of(
            leaf("device", "id"),
            new Column("address", Columns::address),
            leaf("session", "state/connection"),
            time("since", "state/since"),
            leaf("cf", "state/cf"),
            each("methods", "state/method", "id"),
            leaf("reason", "state/reason"));
    private static final List<Column> MANAGERS = List.of(
            leaf("manager", "id"),
            leaf("kind", "kind"),
            list("address", "address"),
            leaf("session", "state/connection"),
            time("since", "state/since"),
            leaf("reason", "state/reason"));
    private static final List<Column> NETWORKS = List.of(
            leaf("network", "network-id"),
            leaf("underlay", "mfs-network:underlay"),
            leaf("manager", "mfs-network:manager"),
            count("nodes", "node"),
            count("links", "ietf-network-topology:link"));
    private static final List<Column> ENDPOINTS = List.of(
            leaf("endpoint", "id"),
            beside("network"),
            beside("node"),
            leaf("encryption-point", "encryption-point"),
            leaf("near-endpoint", "near-endpoint/owner"),
            leaf("text", "text"));
    private static final List<Column> CLASSES = List.of(
            leaf("class", "id"),
            leaf("factors", "floor/factors"),
            list("grounds", "floor/required-ground"),
            list("methods", "method"),
            leaf("combiner", "combiner", "hmac-sha384-extract"),
            leaf("rekey", "key-life/rekey-interval"),
            leaf("text", "text"));
    private static final List<Column> METHODS = List.of(
            leaf("method", "id"),
            list("grounds", "ground"),
            leaf("category", "category", "0"),
            leaf("life", "life"),
            new Column("devices", beside("device").cell()));
    private static final List<Column> ALARMS = List.of(
            leaf("alarm", "id"),
            time("since", "time"),
            leaf("reason", "reason"),
            leaf("subject", "subject"),
            leaf("text", "text"));
    private static final List<Column> KEYS = List.of(
            leaf("key", "id"),
            list("devices", "device"),
            leaf("association", "association"),
            leaf("state", "state"),
            leaf("suite", "suite"),
            leaf("enc-dec", "enc-dec"),
            time("made", "made"));

    /** Everything that is known of a key. */
    static final List<Column> WHOLE_KEYS = List.of(
            leaf("key", "id"),
            list("devices", "device"),
            leaf("association", "association"),
            leaf("state", "state"),
            leaf("suite", "suite"),
            each("origins", "origin", "method"),
            leaf("enc-dec", "enc-dec"),
            time("made", "made"),
            time("destroyed", "destroyed"));

    private Columns() {}

    static List<Column> of(Subject subject) {
        return switch (subject) {
            case SERVICES -> SERVICES;
            case DEVICES -> DEVICES;
            case MANAGERS -> MANAGERS;
            case NETWORKS -> NETWORKS;
            case ENDPOINTS -> ENDPOINTS;
            case CLASSES -> CLASSES;
            case METHODS -> METHODS;
            case KEYS -> KEYS;
            case ALARMS -> ALARMS;
        };
    }

    private static String address(Entry device) {
        String host = Members.text(device.content(), "host").orElse(Column.NOTHING);
        return (host.contains(":") ? "[" + host + "]" : host) + ":"
                + Members.text(device.content(), "port").orElse("830");
    }
}
