package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodFailure;

/** What becomes of a module that is none. */
final class TokenModuleTest {
    @TempDir
    Path folder;

    @Test
    void a_module_that_is_not_there_is_named() {
        told(folder.resolve("none.so"), "there is no such file that this user may read");
    }

    @Test
    void a_file_that_is_no_library_is_named() throws Exception {
        told(
                Files.writeString(folder.resolve("text.so"), "not a library"),
                "it is no library that this machine can load");
    }

    @Test
    void a_library_that_is_no_module_is_named() {
        told(Path.of(System.getProperty("java.home"), "lib", "libjava.so"), "it has no C_GetFunctionList");
    }

    @Test
    void a_module_that_does_not_begin_is_told_with_its_answer() throws Exception {
        SoftHsm.withoutSettings(folder.resolve("copy.so"), module -> told(module, "C_Initialize answers 0x5"));
    }

    private void told(Path module, String why) {
        try (PskToken token =
                new PskToken(new TokenPlace(module, "mfs", folder.resolve("pin")), Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> token.firstFor(new CfId("cf-b")))
                    .isInstanceOf(MethodFailure.class)
                    .hasMessage("PKCS #11 module " + module + " cannot be used: " + why);
        }
    }
}
