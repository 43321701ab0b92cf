package org.openmfs.standalone.mdsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opendaylight.yangtools.binding.runtime.api.ModuleInfoSnapshot;
import org.openmfs.standalone.mdsal.ConfigurationFile.Snapshot;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

/** What stands on disk at a moment, as the program would begin with it. */
public final class KeptConfiguration {
    private static final ModuleInfoSnapshot MODELS = YangModels.onClassPath();

    private KeptConfiguration() {}

    /** A file of JSON lines. */
    public static String in(Path folder) throws IOException {
        ConfigurationKeeper.Kept kept = JournaledConfiguration.read(place(folder));
        Path other = Files.createTempDirectory("kept");
        try (DurableStore store = DurableStore.open(MODELS.modelContext(), new ForgetfulKeeper(kept), Runnable::run)) {
            place(other).file().save(new Snapshot(0, "", true, store.whole()));
            return Files.readString(other.resolve("configuration.json"));
        } finally {
            Files.delete(other.resolve("configuration.json"));
            Files.delete(other);
        }
    }

    static Place place(Path folder) {
        return new Place(folder, MODELS.modelContext(), ModelSet.of(MODELS));
    }
}
