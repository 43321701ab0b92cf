package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.methods.mlkem.MlKem;
import org.openmfs.agent.methods.mlkem.MlKemSet;
import org.openmfs.agent.methods.psk.PreSharedKey;
import org.openmfs.agent.methods.psk.PskFile;

/** A floor that no suite of this CF's methods reaches is told when the file is looked at. */
final class FloorReachTest {
    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder).remove("kme").set("enc-decs", new JsonArray());
    }

    private List<String> faults() throws Exception {
        return ModuleParts.faults(file.read());
    }

    @Test
    void one_that_they_reach_is_fine() throws Exception {
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_ground_that_is_misspelt_is_told_with_those_that_there_are() throws Exception {
        JsonArray grounds = new JsonArray();
        grounds.add("pre-shred");
        file.set("floor.required-grounds", grounds);

        assertThat(faults())
                .containsExactly(
                        "floor: expected one that this CF's methods can reach, but all of them together have no method on"
                                + " the ground pre-shred, which the floor asks for; they stand on pre-shared, structured-lattice");
    }

    @Test
    void what_is_not_set_up_here_is_told_too() throws Exception {
        file.remove("psk").set("floor.factors", new JsonPrimitive(8));

        assertThat(faults())
                .containsExactly(
                        "floor: expected one that this CF's methods can reach, but all of them together have 2 of the 8"
                                + " methods that the floor asks for and diversity 0 where the floor asks for 2 and no method on the"
                                + " ground pre-shared, which the floor asks for; they stand on structured-lattice");
    }

    @Test
    void the_grounds_of_its_own_methods_are_what_the_methods_say() throws Exception {
        Map<MethodId, List<Ground>> told = Parts.ownGrounds(file.read());

        for (MlKemSet set : MlKemSet.values()) {
            assertThat(told.get(set.id())).isEqualTo(grounds(new MlKem(set, new SecureRandom())));
        }
        assertThat(told.get(PreSharedKey.ID))
                .isEqualTo(grounds(new PreSharedKey(new PskFile(folder.resolve("psk")), new SecureRandom())));
    }

    private static List<Ground> grounds(KeyExchangeMethod method) {
        return KeyMeans.of(Map.of(method.describe().id(), method))
                .grounds()
                .get(method.describe().id());
    }
}
