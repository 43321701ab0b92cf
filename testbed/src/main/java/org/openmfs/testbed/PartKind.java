package org.openmfs.testbed;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openmfs.testbed.apn.ApnPart;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.part.ServerWish;
import org.openmfs.testbed.qkd.QkdPart;
import org.openmfs.testbed.topology.Access;
import org.openmfs.testbed.topology.Topology;
import org.openmfs.testbed.web.WebServer;

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

    /** What the certificates of its servers shall be like, by server. */
    Map<String, ServerWish> servers(Topology topology, List<String> hosts) {
        return switch (this) {
            case QKD -> QkdPart.servers(topology.qkd(), hosts);
            case APN -> ApnPart.servers(topology.apn(), hosts);
        };
    }

    /** How its managers know their clients. */
    Access access(Topology topology) {
        return switch (this) {
            case QKD -> topology.qkd().access();
            case APN -> topology.apn().access();
        };
    }

    /** Where its servers listen. */
    List<WebServer.Place> doors(Topology topology, String bind) {
        return switch (this) {
            case QKD -> QkdPart.doors(topology.qkd(), bind);
            case APN -> ApnPart.doors(topology.apn(), bind);
        };
    }

    Part start(Topology topology, PartSetup setup) throws IOException {
        return switch (this) {
            case QKD -> QkdPart.start(topology.qkd(), setup);
            case APN -> ApnPart.start(topology.apn(), setup);
        };
    }
}
