package org.openmfs.northbound.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of users that somebody edited, or that broke off: one line with the place and what was expected. */
final class BrokenUserFileTest {
    @TempDir
    private Path folder;

    private String said(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("users.json"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try {
            UserFile.open(folder);
            return "";
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n", "Exception", "null", "$");
            return e.getMessage().substring((file + ": ").length());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | line 1, column 1: an object with the member users was expected, and it ends there
            `{"users":[` | line 1, column 11: well-formed JSON was expected, and it ends there
            {"users":[}} | line 1, column 11: well-formed JSON was expected
            [] | line 1: an object with the member users was expected
            {} | users: a list of users was expected
            {"users":{}} | users: a list of users was expected
            {"users":[7]} | users[0]: an object with name, role and password was expected
            {"users":[{"role":"viewer"}]} | users[0]: name: a text was expected
            {"users":[{"name":"a b","role":"viewer"}]} | users[0]: name: letters, digits, dot, underscore and hyphen were expected, at most 64
            {"users":[{"name":"eve","role":"root"}]} | user eve: role: administrator or viewer was expected
            {"users":[{"name":"eve","role":"viewer","password":"x"}]} | user eve: password: an object with iterations, salt and hash was expected; --add-user makes one
            {"users":[{"name":"eve","role":"viewer","password":{"iterations":"many","salt":"","hash":""}}]} | user eve: password: an object with iterations, salt and hash was expected; --add-user makes one
            {"users":[{"name":"eve","role":"viewer","password":{"iterations":1,"salt":"?","hash":"AAAA"}}]} | user eve: password: an object with iterations, salt and hash was expected; --add-user makes one
            """)
    void is_said_in_one_line(String content, String text) throws IOException {
        assertThat(said(content)).isEqualTo(text);
    }

    @Test
    void two_users_of_one_name_are_refused() throws IOException {
        String eve =
                "{\"name\":\"eve\",\"role\":\"viewer\",\"password\":{\"iterations\":1,\"salt\":\"AA==\",\"hash\":\"AA==\"}}";

        assertThat(said("{\"users\":[" + eve + "]}")).isEmpty();
        assertThat(said("{\"users\":[" + eve + "," + eve + "]}")).isEqualTo("user eve: is there twice");
    }

    @Test
    void what_was_made_is_read_again() throws IOException {
        UserFile.open(folder).add("eve", Role.VIEWER);

        assertThat(UserFile.open(folder).find("eve")).contains(new User("eve", Role.VIEWER));
        assertThatThrownBy(() -> UserFile.open(folder).add("a b", Role.VIEWER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_that_is_taken_away_while_it_is_used_is_told_as_that() throws IOException {
        UserFile users = UserFile.open(folder);
        Path file = folder.resolve("users.json");
        Files.delete(file);

        assertThatThrownBy(users::refresh).isInstanceOf(IOException.class).hasMessage(file + ": there is no such file");
    }

    @Test
    void one_that_is_no_file_is_told_as_that() throws IOException {
        Path file = Files.createDirectory(folder.resolve("users.json"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> UserFile.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": can't be read");
    }
}
