package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the controller says to a command line that it can't understand: one line, and that it is a wrong use. */
final class ControllerOptionsTest {
    private static final Path PLACE = Path.of("/data");

    /** Words between single spaces, of which {@code _} is an empty one and {@code ~} stands for a space. */
    private static List<String> words(String line) {
        return Stream.of(line.split(" "))
                .map(word -> word.equals("_") ? "" : word.replace('~', ' '))
                .toList();
    }

    private static void read(List<String> words) {
        if (BackupOptions.areIn(words)) {
            BackupOptions.of(PLACE, words);
        } else {
            ControllerOptions.of(PLACE, words.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --data a --data b                                 | --data: given twice
            --http 127.0.0.1:1 --data a --http 127.0.0.1:1    | --http: given twice
            --add-user a --role viewer --add-user b           | --add-user: given twice
            --export a --export b                             | --export: given twice
            --import a --replace --replace                    | --replace: given twice
            --import a --data b --data c                      | --data: given twice
            --data                                            | --data needs a value
            --data _                                          | --data needs a value
            --data ~                                          | --data needs a value
            --data --http 127.0.0.1:1                         | --data needs a value
            --tls-cert _ --tls-key _                          | --tls-cert needs a value
            --export _                                        | --export needs a value
            --export --passphrase-file p                      | --export needs a value
            --add-user a~b --role viewer                      | --add-user: a user's name has letters, digits, dot, underscore and hyphen, at most 64
            --add-user ../x --role viewer                     | --add-user: a user's name has letters, digits, dot, underscore and hyphen, at most 64
            --add-user a --role viewer --http 127.0.0.1:1     | --http does not go with --add-user
            --add-user a --role viewer --tls-key k            | --tls-key does not go with --add-user
            --add-user a --role boss                          | --role is administrator or viewer, not 'boss'
            --data a extra                                    | 'extra' was not expected; --help lists what is
            _                                                 | '' was not expected; --help lists what is
            extra --export a                                  | 'extra' was not expected; --help lists what is
            --export a --http 127.0.0.1:1                     | --http does not go with a backup; --help lists what does
            --check a --data b                                | --data does not go with --check, which looks at the file alone
            --check a --replace                               | --replace belongs to --import
            --replace                                         | one of --export, --import and --check was expected
            --export a --repalce                              | there is no option --repalce; did you mean --replace?
            """)
    void a_wrong_command_line_is_told_in_one_line_that_names_the_option(String line, String said) {
        assertThatThrownBy(() -> read(words(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(said);
    }

    @Test
    void what_a_terminal_would_obey_is_not_said_again() {
        assertThatThrownBy(() -> read(List.of("--da\n\u001b[1mta", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(told -> assertThat(told.getMessage())
                        .startsWith("there is no option")
                        .doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void the_usage_is_in_the_style_of_every_program() {
        assertThat(ControllerOptions.USAGE.lines().toList())
                .startsWith(
                        "usage: ./mfs controller [--data FOLDER] [--http HOST:PORT] [--tls-cert FILE --tls-key FILE]")
                .last()
                .asString()
                .matches("  --help +this text");
        assertThat(ControllerOptions.USAGE.lines().filter(line -> line.length() > 120))
                .isEmpty();
    }
}
