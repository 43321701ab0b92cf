package org.openmfs.standalone.mdsal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yangtools.binding.runtime.spi.BindingRuntimeHelpers;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Limits;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

/** A process that commits numbers until it is killed, and says each that was acknowledged. */
final class KilledCommitterMain {
    /** So few that a good part of kills comes while all of it is written. */
    private static final Limits FEW = new Limits(4, 1 << 20);

    private KilledCommitterMain() {}

    /** With the modules of devices alone, which are read fast. */
    static Place place(Path folder) {
        return new Place(
                folder, BindingRuntimeHelpers.createEffectiveModel(Devices.class), new ModelSet(new TreeMap<>()));
    }

    static DeviceStore open(Place place) throws IOException {
        return new DeviceStore(place.context(), new JournaledConfiguration(place, FEW));
    }

    /** What is there after a number was committed: two devices that have it, and one with its name. */
    static Map<String, String> after(int number) {
        return number == 0
                ? Map.of()
                : Map.of("left", number + ".example", "right", number + ".example", "d" + number, number + ".example");
    }

    static int numberIn(Map<String, String> hosts) {
        return hosts.isEmpty() ? 0 : Integer.parseInt(hosts.get("left").replace(".example", ""));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        DeviceStore store = open(place(Path.of(arguments[0])));
        for (int number = numberIn(store.hosts()) + 1; ; number++) {
            store.replace(number > 1 ? "d" + (number - 1) : "none", after(number));
            System.out.println(number);
        }
    }
}
