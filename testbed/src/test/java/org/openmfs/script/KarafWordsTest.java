package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start of a controller in Karaf says to a command line that it can't understand, before it makes anything. */
final class KarafWordsTest {
    private static final String SCRIPT = "karaf-features/distribution/src/main/assembly/bin/openmfs";

    @TempDir
    private Path folder;

    private record Said(int status, List<String> out, List<String> err) {}

    private Said said(List<String> words) throws IOException, InterruptedException {
        Path above = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(above.resolve(SCRIPT))) {
            above = above.getParent();
        }
        List<String> line = new ArrayList<>(List.of("sh", above.resolve(SCRIPT).toString()));
        line.addAll(words);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("MFS_DATA", folder.resolve("data").toString());
        return new Said(builder.start().waitFor(), Files.readAllLines(out), Files.readAllLines(err));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --data a --data b               | --data: given twice
            --http h:1 --http h:1           | --http: given twice
            --console --console             | --console: given twice
            --import a --replace --replace  | --replace: given twice
            --export a --export b           | --export: given twice
            --export a --import b           | one of --export and --import was expected
            --ssh-port 1 --ssh-port 2       | --ssh-port: given twice
            --data                          | --data needs a value
            --data _                        | --data needs a value
            --http _                        | --http needs a value
            --data --console                | --data needs a value
            extra                           | 'extra' was not expected; --help lists what is
            _                               | '' was not expected; --help lists what is
            --ssh-port many                 | --ssh-port: a number from 0 to 65535 was expected, not 'many'
            --cluster-port 65536            | --cluster-port: a number from 0 to 65535 was expected, not '65536'
            --http 127.0.0.1                | --http takes HOST:PORT
            --http 127.0.0.1:x              | --http takes HOST:PORT with a number for PORT
            --http a~b:1                    | --http takes HOST:PORT
            --http 127.0.0.1:65536          | --http: a number from 0 to 65535 was expected, not '65536'
            --http [::1]:99999              | --http: a number from 0 to 65535 was expected, not '99999'
            --check a                       | --check is without --karaf only, where it looks at backups for both
            --tls-cert a                    | --tls-cert is without --karaf only: here it is tls-cert in karaf/etc/org.openmfs.cfg of the data folder
            --tls-key a                     | --tls-key is without --karaf only: here it is tls-key in karaf/etc/org.openmfs.cfg of the data folder
            --add-user a                    | --add-user is without --karaf only, where it takes the data folder of either with --data
            --role viewer                   | --role is without --karaf only, where it takes the data folder of either with --data
            --elephant                      | there is no option --elephant; --help lists them
            --import a --console            | --console does not go with a backup; --help lists what does
            """)
    void a_wrong_command_line_is_told_in_one_line_that_names_the_option(String line, String told) throws Exception {
        Said said = said(Stream.of(line.split(" "))
                .map(word -> word.equals("_") ? "" : word.replace('~', ' '))
                .toList());

        assertThat(said.err()).containsExactly("controller: " + told);
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_usage_is_in_the_style_of_every_program() throws Exception {
        Said help = said(List.of("--help"));

        assertThat(help.status()).isZero();
        assertThat(help.out()).first().asString().startsWith("usage: ./mfs controller --karaf [--data FOLDER]");
        assertThat(help.out()).last().asString().matches("  --help +this text");
    }
}
