package org.openmfs.controller.worlds;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;

/** What operators have configured; it outlives each run of the controller. */
final class Configured {
    final Map<ClassId, ProtectionClass> classes = new LinkedHashMap<>();
    final Map<DeviceId, Device> devices = new TreeMap<>();
    final Map<ServiceId, Intent> intents = new TreeMap<>();
    final Network network;
    final ManagedNetwork qkdn;
    final Optional<ManagedNetwork> apnc;

    Configured(Network network, ManagedNetwork qkdn, Optional<ManagedNetwork> apnc) {
        this.network = network;
        this.qkdn = qkdn;
        this.apnc = apnc;
    }
}
