package org.openmfs.testbed.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/tutorial.md} leads from nothing to a protected link: its commands are run as they are printed. */
@Timeout(600)
final class TutorialTest {
    private static final int MOST_COMMANDS = 12;
    private static final long LONGEST_S = 300;

    @TempDir
    private Path outputs;

    @Test
    void the_tutorial_has_at_most_twelve_commands_and_no_other() throws IOException {
        String page = page();
        assertThat(Commands.of(page).steps()).hasSizeBetween(1, MOST_COMMANDS).hasSize(Commands.blocks(page));
    }

    @Test
    void what_the_tutorial_gives_to_copy_is_json() throws IOException {
        assertThat(Pattern.compile("(?ms)^```json\\n(.*?)^```$").matcher(page()).results())
                .hasSizeGreaterThan(1)
                .allSatisfy(block -> assertThat(
                                JsonParser.parseString(block.group(1)).isJsonObject())
                        .isTrue());
    }

    @Test
    void each_command_of_the_tutorial_does_what_it_says_for_another_user_in_a_copy_of_the_checkout() throws Exception {
        long seed = Long.getLong("mfs.seed", new Random().nextLong());
        DrawnWorld world = new DrawnWorld(seed);
        StringBuilder script = new StringBuilder();
        for (Commands.Step step : Commands.of(page()).steps()) {
            script.append(world.translate(step.shell()))
                    .append("\nmfs_status=$?; echo \"step '")
                    .append(step.heading())
                    .append("' ended with $mfs_status\"; if [ $mfs_status != 0 ]; then kill $(jobs -p); exit 1; fi\n");
        }
        try (CopiedCheckout copy = CopiedCheckout.of(checkout())) {
            Path output = outputs.resolve("output");
            int status = copy.run(script.toString(), output, LONGEST_S);

            assertThat(status)
                    .as("seed %d, trusted node %s: %s", seed, world.trustedNode(), Files.readString(output))
                    .isZero();
            JsonObject state = stateOf(copy.file("tutorial/" + world.word("blue") + ".json"));
            assertThat(state.get("phase").getAsString())
                    .as("seed %d: %s", seed, state)
                    .isEqualTo("active");
            assertThat(state.getAsJsonObject("keying").get("suite").getAsString())
                    .isEqualTo("ml-kem-1024+qkd-014");
            assertThat(copy.stillRunning()).as("seed %d", seed).isEmpty();
        }
    }

    private static JsonObject stateOf(Path answer) throws IOException {
        return JsonParser.parseString(Files.readString(answer))
                .getAsJsonObject()
                .getAsJsonArray("mfs-service:service")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("state");
    }

    private static String page() throws IOException {
        return Files.readString(checkout().resolve("docs/tutorial.md"));
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mfs"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
