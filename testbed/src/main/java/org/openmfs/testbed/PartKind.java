package org.openmfs.testbed;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.openmfs.testbed.apn.ApnPart;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.qkd.QkdPart;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.topology.Topology;

/** The networks a testbed can have. */
enum PartKind {
    QKD,
    APN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isIn(Topology topology) {
        return switch (this) {
            case QKD -> !topology.qkd().nodes().isEmpty();
            case APN -> !topology.apn().nodes().isEmpty();
        };
    }

    /** Whom the certificates of its servers must name, by server. */
    Map<String, Names> servers(Topology topology, String bind) {
        return switch (this) {
            case QKD -> QkdPart.servers(topology.qkd(), bind);
            case APN -> ApnPart.servers(bind);
        };
    }

    Part start(Topology topology, PartSetup setup) throws IOException {
        return switch (this) {
            case QKD -> QkdPart.start(topology.qkd(), setup);
            case APN -> ApnPart.start(topology.apn(), setup);
        };
    }
}
