package org.openmfs.karaf.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.api.Test;

/** What Karaf finds of the commands, and what an operator reads of them. */
final class CommandsTest {
    private static final List<String> VERBS =
            List.of("apply", "delete", "export", "list", "plan", "rekey", "resume", "show", "suspend", "watch");

    private static List<Class<?>> commands() throws IOException, URISyntaxException, ClassNotFoundException {
        Path folder = Path.of(Verb.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve("org/openmfs/karaf/console"));
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-"))
                    .map(name -> "org.openmfs.karaf.console." + name.replace(".class", ""))
                    .sorted()
                    .toList();
            List<Class<?>> commands = new java.util.ArrayList<>();
            for (String name : names) {
                Class<?> type = Class.forName(name);
                if (Action.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    commands.add(type);
                }
            }
            return commands;
        }
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, known -> known != null, Class::getSuperclass)
                .flatMap(known -> Stream.of(known.getDeclaredFields()));
    }

    @Test
    void every_verb_of_an_operator_is_a_command_and_on_the_operators_page() throws Exception {
        String page = Files.readString(Path.of("../../docs/operating.md"));

        assertThat(commands())
                .allSatisfy(type -> assertThat(type).hasAnnotations(Service.class, Command.class))
                .extracting(type -> type.getAnnotation(Command.class).name())
                .containsExactlyInAnyOrderElementsOf(VERBS)
                .allSatisfy(verb -> assertThat(page).contains("`mfs:" + verb));
    }

    @Test
    void every_command_prints_JSON_where_it_is_asked_to_and_every_option_is_on_the_page() throws Exception {
        String page = Files.readString(Path.of("../../docs/operating.md"));

        assertThat(commands())
                .allSatisfy(type -> assertThat(fields(type)
                                .map(field -> Optional.ofNullable(field.getAnnotation(Option.class)))
                                .flatMap(Optional::stream)
                                .map(Option::name))
                        .contains("--json")
                        .allSatisfy(option -> assertThat(page).contains(option)));
    }

    @Test
    void every_name_and_subject_is_completed_and_what_is_missing_is_told_by_the_action_and_not_by_Karaf()
            throws Exception {
        assertThat(commands().stream()
                        .flatMap(CommandsTest::fields)
                        .filter(field -> field.isAnnotationPresent(Argument.class)))
                .isNotEmpty()
                .allSatisfy(field -> {
                    Argument argument = field.getAnnotation(Argument.class);
                    assertThat(argument.required()).isFalse();
                    assertThat(field.isAnnotationPresent(Completion.class))
                            .as(field.toString())
                            .isEqualTo(!argument.name().equals("FILE"));
                });
    }
}
