package org.openmfs.agent.encdecs.macsec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.WatchedProcess;

/** Gives keys to an ip(8) that reads them, and then takes its time. */
final class SlowIpMain {
    private SlowIpMain() {}

    /** @param arguments how many keys, and a folder for what is read */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int keys = Integer.parseInt(arguments[0]);
        for (int i = 0; i < keys; i++) {
            Path read = Path.of(arguments[1], "read-" + i);
            int number = i;
            Thread.ofVirtual().start(() -> give(number, read));
            while (!Files.exists(read)) {
                Thread.sleep(10);
            }
        }
        System.out.println(WatchedProcess.READY);
        System.in.read();
    }

    private static void give(int number, Path read) {
        IpCommand slow = new IpCommand(List.of("sh", "-c", "cat > /dev/null; touch " + read + "; exec sleep 100"));
        try (KeyMaterial key = KeyMaterial.taking(MadeUpKeys.key(number))) {
            slow.run(new IpScript().add("key " + number, "macsec add macsec0 tx sa 0 on key 00", key));
        } catch (EncDecFailure late) {
            throw new IllegalStateException(late);
        }
    }
}
