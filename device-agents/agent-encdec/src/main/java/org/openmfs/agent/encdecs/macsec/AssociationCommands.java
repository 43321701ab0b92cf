package org.openmfs.agent.encdecs.macsec;

import java.util.List;
import java.util.stream.Stream;
import org.openmfs.agent.encdec.Slot;

/** How ip(8) names the security associations of a MACsec interface, and removes them. */
record AssociationCommands(String interfaceName, Sci peer) {
    String receiving(Slot slot) {
        return interfaceName + " rx sci " + peer + " sa " + slot.number();
    }

    String transmitting(Slot slot) {
        return interfaceName + " tx sa " + slot.number();
    }

    /** Sending before receiving. The kernel deletes only what is off, else it answers that the device is busy. */
    List<String> removal(List<Slot> transmitting, List<Slot> receiving) {
        return Stream.concat(
                        transmitting.stream().map(this::transmitting),
                        receiving.stream().map(this::receiving))
                .flatMap(association -> Stream.of("macsec set " + association + " off", "macsec del " + association))
                .toList();
    }
}
