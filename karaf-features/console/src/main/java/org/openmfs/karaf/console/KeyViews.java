package org.openmfs.karaf.console;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;

/** Keys as the console shows them: in few columns for people, with everything that is known for programs. */
final class KeyViews {
    private static final int WIDTH = 100;
    private static final int SHORTEST_ID = 8;
    private static final List<String> COLUMNS =
            List.of("key", "device", "association", "state", "suite", "enc-dec", "made");
    private static final List<String> ALL_COLUMNS =
            List.of("key", "device", "association", "state", "suite", "origins", "enc-dec", "made", "destroyed");

    private KeyViews() {}

    /**
     * What is wanted of them.
     *
     * @param destroyed those too that are destroyed
     * @param full ids as a whole, and every column
     */
    record Wish(boolean destroyed, boolean full) {}

    /** A key as a device reports it. */
    private record Held(DeviceId device, KeyInformation key) {}

    static Shown of(Inventory known, Wish wish) {
        List<Held> keys = known.devices().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(KeyViews::keysOf)
                .filter(held ->
                        wish.destroyed() || held.key().times().destroyed().isEmpty())
                .toList();
        Shown.Rows whole =
                new Shown.Rows(ALL_COLUMNS, keys.stream().map(KeyViews::whole).toList());
        if (wish.full()) {
            return whole;
        }
        int length = shortId(keys);
        return new Shown.Fitted(
                new Shown.Rows(
                        COLUMNS, keys.stream().map(held -> brief(held, length)).toList()),
                whole,
                WIDTH);
    }

    private static Stream<Held> keysOf(Map.Entry<DeviceId, DeviceBelief> device) {
        return device.getValue().keys().values().stream()
                .sorted(Comparator.comparing(KeyInformation::association).thenComparing(KeyInformation::id))
                .map(key -> new Held(device.getKey(), key));
    }

    /** As many digits as tell the keys apart. */
    private static int shortId(List<Held> keys) {
        List<String> ids = keys.stream()
                .map(held -> held.key().id().value())
                .distinct()
                .sorted()
                .toList();
        int length = SHORTEST_ID;
        for (int i = 1; i < ids.size(); i++) {
            length = Math.max(length, common(ids.get(i - 1), ids.get(i)) + 1);
        }
        return length;
    }

    private static int common(String one, String other) {
        int same = 0;
        while (same < one.length() && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private static List<String> brief(Held held, int length) {
        KeyInformation key = held.key();
        return List.of(
                key.id().value().substring(0, length),
                held.device().value(),
                key.association().value(),
                key.state(),
                Cell.of(key.suite()),
                Cell.of(key.encDec()),
                Cell.of(key.times().made()));
    }

    private static List<String> whole(Held held) {
        KeyInformation key = held.key();
        return List.of(
                key.id().value(),
                held.device().value(),
                key.association().value(),
                key.state(),
                Cell.of(key.suite()),
                Cell.all(key.origins().stream()
                        .map(KeyInformation.Origin::method)
                        .distinct()
                        .sorted()),
                Cell.of(key.encDec()),
                Cell.of(key.times().made()),
                Cell.of(key.times().destroyed()));
    }
}
