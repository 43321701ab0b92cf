package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.methods.psk.PskLook;
import org.openmfs.agent.registry.InMemoryRegistry;

/** The method of pre-shared keys takes them from where the agent's file says that they are. */
final class PartsTest {
    private static final MethodId PSK = new MethodId("psk-hmac");

    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder).remove("kme").set("enc-decs", new JsonArray());
    }

    @Test
    void a_file_of_keys_is_looked_at() throws Exception {
        assertThat(look()).isInstanceOf(PskLook.Usable.class);
    }

    @Test
    void a_token_is_looked_for_through_its_module() throws Exception {
        String library =
                Path.of(System.getProperty("java.home"), "lib", "libjava.so").toString();
        JsonObject token = new JsonObject();
        token.addProperty("module", library);
        token.addProperty("token", "mfs");
        token.addProperty("pin-file", "psk");
        JsonObject psk = new JsonObject();
        psk.add("pkcs11", token);
        file.set("psk", psk);

        assertThat(look())
                .isEqualTo(new PskLook.Unusable(
                        "PKCS #11 module " + library + " cannot be used: it has no C_GetFunctionList"));
    }

    @Test
    void without_either_there_is_no_such_method() throws Exception {
        AgentSettings settings = file.remove("psk").remove("floor").read();
        try (Guardians guardians = Guardians.open(settings)) {
            Parts parts = parts(settings, guardians);

            assertThat(parts.means().methods()).isNotEmpty().doesNotContainKey(PSK);
            assertThat(parts.psk()).isEmpty();
        }
    }

    private PskLook look() throws Exception {
        AgentSettings settings = file.read();
        try (Guardians guardians = Guardians.open(settings)) {
            Parts parts = parts(settings, guardians);
            assertThat(parts.means().methods()).containsKey(PSK);
            PskLook look = parts.psk().orElseThrow().look();
            for (Closeable part : parts.closeables()) {
                part.close();
            }
            return look;
        }
    }

    private static Parts parts(AgentSettings settings, Guardians guardians) throws IOException {
        return new Parts(settings, new InMemoryRegistry(), guardians, new SecureRandom(), () -> {
            throw new IllegalStateException("nobody asks for what is desired");
        });
    }
}
