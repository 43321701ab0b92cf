package org.openmfs.testbed.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The TCP ports that a file gives to its servers; each can be given once. */
final class UsedPorts {
    private final Map<Integer, String> used = new HashMap<>();

    /** A port; 0, and what the file leaves out, is any that is free. */
    int of(Field field, String name) {
        int port = (int) field.whole(name, 0, 65_535, 0);
        Optional<String> other =
                port == 0 ? Optional.empty() : Optional.ofNullable(used.putIfAbsent(port, field.at(name)));
        other.ifPresent(place -> field.fault(name, "the port " + port + " is that of " + place + " already"));
        return port;
    }
}
