package org.openmfs.controller.worlds;

import java.util.List;
import org.openmfs.controller.model.QkdTopology;

/** What QKD nodes say for a while, though something else is so. */
final class NetworkLies {
    private boolean otherRates;
    private boolean lostKeyLinks;

    void begin(Fault kind) {
        set(kind, true);
    }

    void end(Fault kind) {
        set(kind, false);
    }

    private void set(Fault kind, boolean on) {
        if (kind == Fault.QKD_NETWORK_TELLS_OTHER_RATES) {
            otherRates = on;
        } else {
            lostKeyLinks = on;
        }
    }

    boolean losesKeyLinks() {
        return lostKeyLinks;
    }

    QkdTopology topology(QkdTopology truth) {
        if (!otherRates) {
            return truth;
        }
        List<QkdTopology.Link> poor = truth.links().stream()
                .map(link -> new QkdTopology.Link(
                        link.id(), link.a(), link.z(), link.rate() / 50, link.demand(), link.qber(), link.trouble()))
                .toList();
        return new QkdTopology(truth.nodes(), poor, truth.bookings());
    }
}
