package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;

/** Kills a writing process again and again, and looks whether the registry kept what it had promised. */
@Tag("not-under-mutation")
final class SqliteKillTest {
    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    @Test
    void F8_nothing_promised_is_lost_or_torn_when_the_process_is_killed() throws IOException, InterruptedException {
        Random random = new Random(20);
        Map<KeyId, KeyStage> promised = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Map<KeyId, KeyStage> latest = new HashMap<>();
            for (String line : promisesUntilKilled(1 + random.nextInt(60))) {
                String[] words = line.split(" ");
                latest.put(
                        new KeyId(words[0]),
                        words[1].equals("CLAIMED") ? KeyStage.UNKNOWN : KeyStage.valueOf(words[1]));
            }
            promised.putAll(latest);
            try (Registry registry = SqliteRegistryTest.open(folder)) {
                latest.keySet().forEach(id -> checkClaimed(registry, id));
                promised.forEach((id, stage) -> checkKept(registry, id, stage));
                registry.keys()
                        .forEach(key -> assertThat(isWhole(registry, key)).isTrue());
            }
        }
        assertThat(promised).hasSizeGreaterThan(KILLS);
    }

    private static void checkClaimed(Registry registry, KeyId id) {
        assertThat(registry.claim(new Origin(new MethodId("qkd-014"), id.hex())))
                .as("external key of %s can be taken again", id)
                .isFalse();
    }

    private static void checkKept(Registry registry, KeyId id, KeyStage stage) {
        KeyStage kept = registry.find(id).map(KeyRecord::stage).orElse(KeyStage.UNKNOWN);
        assertThat(kept).as("stage of %s", id).isGreaterThanOrEqualTo(stage);
    }

    private static boolean isWhole(Registry registry, KeyRecord key) {
        if (key.state() == KeyState.DESTROYED) {
            return key.stage() == KeyStage.GONE;
        }
        try (KeyMaterial held = registry.secret(key.id());
                KeyMaterial expected = KeyMaterial.taking(RegistryContract.secretOf(key.id()))) {
            return held.matches(expected);
        } catch (DestroyedKey gone) {
            return false;
        }
    }

    private List<String> promisesUntilKilled(int lines) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = writer.inputReader()) {
            List<String> read = new ArrayList<>();
            String line = reader.readLine();
            while (line != null) {
                read.add(line);
                if (read.size() == lines) {
                    writer.toHandle().destroyForcibly();
                }
                line = reader.readLine();
            }
            assertThat(read).as("lines of the writer").hasSizeGreaterThanOrEqualTo(lines);
            String last = read.getLast();
            return last.matches("[0-9a-f]{32} [A-Z]+") ? read : read.subList(0, read.size() - 1);
        } finally {
            writer.destroyForcibly();
            writer.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
