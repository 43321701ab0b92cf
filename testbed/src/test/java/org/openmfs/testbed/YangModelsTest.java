package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our YANG modules, and the example of each in {@code yang-models/examples}, as another vendor's tool reads them. */
final class YangModelsTest {
    private static final Path MODULES = Path.of("../yang-models/src/main/yang");
    private static final Path EXAMPLES = Path.of("../yang-models/examples");
    private static final Pattern HAS_INSTANCES =
            Pattern.compile("(?m)^  (container|list|leaf|leaf-list|choice|augment|rpc|notification) ");

    @TempDir
    private Path scratch;

    private List<Path> modules;
    private Yanglint lint;

    @BeforeEach
    void our_modules() {
        modules = YangExample.files(MODULES, "*.yang");
        lint = Yanglint.of(scratch, modules);
    }

    @Test
    void yanglint_accepts_every_module() {
        assertThat(modules).isNotEmpty();
        assertThat(modules)
                .allSatisfy(module -> assertThat(
                                Yanglint.of(scratch, List.of(module)).findings())
                        .isEmpty());
    }

    @Test
    void yanglint_accepts_every_example() {
        assertThat(YangExample.in(EXAMPLES)).isNotEmpty();
        assertThat(YangExample.in(EXAMPLES))
                .allSatisfy(example -> assertThat(example.findings(lint)).isEmpty());
    }

    @Test
    void every_module_of_which_there_can_be_instances_has_an_example() throws IOException {
        Set<String> shown =
                YangExample.in(EXAMPLES).stream().map(YangExample::module).collect(Collectors.toSet());

        for (Path module : modules) {
            String name = module.getFileName().toString().replaceAll("@.*", "");
            boolean instances = HAS_INSTANCES.matcher(Files.readString(module)).find();
            assertThat(shown.contains(name)).as(name).isEqualTo(instances);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mfs-policy.config.json  | "least-category"                | "least-grade"              | Node "least-grade" not found
            mfs-policy.config.json  | "least-diversity": 2            | "least-diversity": 3            | Unsatisfied range
            mfs-policy.config.json  | "maximum-key-age": 1200         | "maximum-key-age": 299     | must not be below rekey-interval
            mfs-agent.config.json   | "peer": "cf-bob"                | "peer": "cf-eve"           | Invalid leafref value "cf-eve"
            mfs-network.config.json | "kind": "smart-nic"             | "kind": "Smart NIC"               | Unsatisfied pattern
            mfs-service.state.json  | "phase": "degraded"             | "phase": "tired"           | Invalid enumeration value
            mfs-service.plan.rpc.json    | "protection-class": "gold",   | ``                      | Mandatory node "protection-class"
            mfs-service.plan.reply.json  | "hash": "                     | "hash": "x              | Unsatisfied pattern
            mfs-event.alarm-raised.notif.json | "key-confirmation-failed | "key_confirmation_failed | Unsatisfied pattern
            mfs-agent.rekey.rpc.xml      | <association>blue</association> | ``                    | Mandatory node "association"
            mfs-agent.alarm.notif.xml    | <text>                        | <text/><txet>           | Failed to parse
            """)
    void yanglint_refuses_an_example_that_was_broken(String name, String right, String wrong, String finding)
            throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name));
        assertThat(text).contains(right);
        YangExample broken = new YangExample(Files.writeString(scratch.resolve(name), text.replace(right, wrong)));

        assertThat(broken.findings(lint)).contains(finding);
    }

    @Test
    void yanglint_refuses_a_module_that_was_broken() throws IOException {
        Path types = modules.getLast();
        Path broken = Files.writeString(
                scratch.resolve(types.getFileName()), Files.readString(types).replace("type name;", "type nmae;"));

        assertThat(Yanglint.of(scratch, List.of(broken)).findings()).contains("nmae");
    }
}
