package org.openmfs.northbound.check;

import java.util.Set;

/** Which modules have data and operations here: what devices serve is known as well, since they are read by it. */
public final class ServedModules {
    private static final Set<String> OF_DEVICES = Set.of("mfs-agent");

    private ServedModules() {}

    /** Whether a module is of devices, and has nothing here. */
    public static boolean isOfDevices(String module) {
        return OF_DEVICES.contains(module);
    }
}
