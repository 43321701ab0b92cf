package org.openmfs.controller.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.controller.api.Allowance;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.InventoryListener;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/**
 * The life of each key as its devices tell it: an entry for each state that a device says a key has come to; never a key.
 * Of a device that tells of more states than its keys can have for long, an entry says how many were left out.
 */
public final class KeyHistory implements InventoryListener {
    /** More than any key has; a device may tell of any number. */
    private static final int MOST_ORIGINS = 32;

    /** What 1,000 associations take after a start of the controller, with 16 keys each. */
    private static final int MOST_AT_ONCE = 20_000;

    /** For a device with 1,000 associations: a key each two minutes, of five states. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Consumer<Entry> archive;
    private final InstantSource clock;
    private final Map<DeviceId, Allowance> allowances = new HashMap<>();

    /** @param archive takes entries at once */
    public KeyHistory(Consumer<Entry> archive, InstantSource clock) {
        this.archive = archive;
        this.clock = clock;
    }

    @Override
    public void inventoryChanged(Inventory inventory, List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.OfDevice device) {
                Map<KeyId, KeyInformation> before =
                        device.before().map(DeviceBelief::keys).orElse(Map.of());
                Map<KeyId, KeyInformation> now =
                        device.now().map(DeviceBelief::keys).orElse(Map.of());
                if (!before.equals(now)) {
                    now.values().stream()
                            .filter(key -> !isTold(before, key))
                            .sorted((one, other) -> one.id().compareTo(other.id()))
                            .forEach(key -> keep(device.id(), key));
                }
                if (device.now().isEmpty()) {
                    allowances.remove(device.id());
                }
            }
        }
    }

    private void keep(DeviceId device, KeyInformation key) {
        Allowance allowance = allowances.computeIfAbsent(device, any -> new Allowance(clock, MOST_AT_ONCE, PAUSE));
        allowance.take().ifPresent(leftOut -> {
            if (leftOut > 0) {
                archive.accept(new Entry(Entry.KEY_HISTORY, device.value(), "{\"left-out\":" + leftOut + "}", "", ""));
            }
            archive.accept(entry(device, key));
        });
    }

    private static boolean isTold(Map<KeyId, KeyInformation> before, KeyInformation key) {
        return Optional.ofNullable(before.get(key.id()))
                .filter(known -> known.state().equals(key.state()))
                .isPresent();
    }

    private static Entry entry(DeviceId device, KeyInformation key) {
        return new Entry(Entry.KEY_HISTORY, device.value(), text(key), "", key.state());
    }

    private static String text(KeyInformation key) {
        JsonObject text = new JsonObject();
        text.addProperty("key", key.id().value());
        text.addProperty("association", key.association().value());
        key.suite().ifPresent(suite -> text.addProperty("suite", suite.value()));
        if (!key.origins().isEmpty()) {
            JsonArray origins = new JsonArray();
            key.origins().stream().sorted().limit(MOST_ORIGINS).forEach(origin -> origins.add(told(origin)));
            text.add("origins", origins);
        }
        key.times().made().ifPresent(time -> text.addProperty("made", time.toString()));
        key.times().activated().ifPresent(time -> text.addProperty("activated", time.toString()));
        key.times().deactivated().ifPresent(time -> text.addProperty("deactivated", time.toString()));
        key.times().destroyed().ifPresent(time -> text.addProperty("destroyed", time.toString()));
        return text.toString();
    }

    private static JsonObject told(KeyInformation.Origin origin) {
        JsonObject told = new JsonObject();
        told.addProperty("method", origin.method().value());
        if (!origin.externalId().isEmpty()) {
            told.addProperty("external-id", origin.externalId());
        }
        return told;
    }
}
