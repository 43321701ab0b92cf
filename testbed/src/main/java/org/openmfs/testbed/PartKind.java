package org.openmfs.testbed;

import java.io.IOException;
import java.util.Locale;
import org.openmfs.testbed.apn.ApnPart;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.qkd.QkdPart;
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

    Part start(Topology topology, PartSetup setup) throws IOException {
        return switch (this) {
            case QKD -> QkdPart.start(topology.qkd(), setup);
            case APN -> ApnPart.start(topology.apn(), setup);
        };
    }
}
