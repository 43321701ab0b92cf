package org.openmfs.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pitest.help.PitHelpError;

/** A small module whose mutants are known: what must be killed is, and lives again when its test is taken away. */
final class MutationTest {
    private static final String LOCK = """
            package org.openmfs.small;
            public final class Lock {
                private int turns;
                public boolean isOpen() {
                    return turns > 2;
                }
                public void turn() {
                    turns++;
                }
                public void turnUntilOpen() {
                    while (!isOpen()) {
                        turn();
                    }
                }
                public String unheard() {
                    return "unheard";
                }
            }
            """;
    private static final String TESTS = """
            package org.openmfs.small;
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.api.Test;
            final class LockTest {
                @Test
                void opens_at_the_third_turn() {
                    Lock lock = new Lock();
                    lock.turn();
                    lock.turn();
                    assertEquals(false, lock.isOpen());
                    lock.turn();
                    assertEquals(true, lock.isOpen());
                }
                @Test
                void turns_as_long_as_it_must() {
                    new Lock().turnUntilOpen();
                }
                @Test
                @Tag("not-under-mutation")
                void says_what_nobody_hears() {
                    assertEquals("unheard", new Lock().unheard());
                }
            }
            """;

    @TempDir
    private Path module;

    @BeforeEach
    void write() throws Exception {
        source("src/main/java", "Lock", LOCK);
        Files.writeString(module.resolve("mutants.md"), "# None\n");
        compile("src/main/java/org/openmfs/small/Lock.java", "target/classes");
    }

    @Test
    void what_its_tests_notice_is_killed_also_what_never_ends() throws Exception {
        List<String> told = tried(TESTS, 300);

        assertThat(told)
                .anyMatch(line -> line.startsWith("timed out: small.Lock:12 turnUntilOpen: removed call to Lock::turn"))
                .anyMatch(line -> line.startsWith("survived, run by no test: small.Lock:16 unheard: "))
                .anyMatch(line -> line.startsWith("survived: small.Lock:11 turnUntilOpen: removed conditional"))
                .noneMatch(line -> line.contains("Lock:5 isOpen"))
                .noneMatch(line -> line.contains("Lock:8 turn:"));
        assertThat(told).last().isEqualTo("mutate: 5 of 7 killed");
    }

    @Test
    void a_test_that_is_taken_away_lets_its_mutants_live() throws Exception {
        String fewer = TESTS.replace("lock.turn();\n        assertEquals(true", "assertEquals(false")
                .replace("@Test\n    void turns_as", "void turns_as");

        List<String> told = tried(fewer, 300);

        assertThat(told)
                .anyMatch(line -> line.startsWith("survived: small.Lock:8 turn: "))
                .anyMatch(line -> line.startsWith("survived, run by no test: small.Lock:12 turnUntilOpen: "));
    }

    @Test
    void no_more_are_tried_than_were_asked_for() throws Exception {
        assertThat(tried(TESTS, 2))
                .contains("mutate: 7 mutants, of which seed 1 drew 2")
                .last()
                .asString()
                .endsWith(" of 2 killed");
    }

    @Test
    void of_the_sample_only_the_classes_that_were_asked_for_are_tried_and_that_is_told() throws Exception {
        source(
                "src/main/java",
                "Door",
                "package org.openmfs.small;\npublic final class Door {\n"
                        + "    public String name() {\n        return \"door\";\n    }\n}\n");
        compile("src/main/java/org/openmfs/small/Door.java", "target/classes");

        assertThat(tried(TESTS, 300, "[.]Door$"))
                .contains(
                        "mutate: 8 mutants, of which seed 1 drew 8",
                        "mutate: tried were only those of classes in whose name '[.]Door$' is found: no figure for the module")
                .last()
                .isEqualTo("mutate: 0 of 1 killed");
    }

    @Test
    void where_no_class_is_meant_nothing_is_counted() {
        assertThatThrownBy(() -> tried(TESTS, 300, "Window"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no class of the sample has a name in which 'Window' is found");
    }

    @Test
    void tests_that_fail_without_a_mutation_are_no_measure() {
        String failing = TESTS.replace("assertEquals(false, lock.isOpen())", "assertEquals(true, lock.isOpen())");

        assertThatThrownBy(() -> tried(failing, 300)).isInstanceOf(PitHelpError.class);
    }

    private List<String> tried(String tests, int sample) throws Exception {
        return tried(tests, sample, ".");
    }

    private List<String> tried(String tests, int sample, String only) throws Exception {
        source("src/test/java", "LockTest", tests);
        compile("src/test/java/org/openmfs/small/LockTest.java", "target/test-classes");
        Options options = Options.of(
                module.toString(),
                classPath(),
                module.resolve("mutants.md").toString(),
                "1",
                Integer.toString(sample),
                only);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Mutation(options, Path.of(System.getProperty("java.home"), "bin", "java"), Duration.ofSeconds(2))
                .run(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8).lines().toList();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void source(String folder, String name, String content) throws Exception {
        Path file = module.resolve(folder).resolve("org/openmfs/small/" + name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void compile(String file, String into) {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-g",
                        "-d",
                        module.resolve(into).toString(),
                        "-cp",
                        module.resolve("target/classes") + ":" + classPath(),
                        module.resolve(file).toString());
        assertThat(status).isZero();
    }
}
