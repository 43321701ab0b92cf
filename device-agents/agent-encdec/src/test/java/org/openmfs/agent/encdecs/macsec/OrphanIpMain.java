package org.openmfs.agent.encdecs.macsec;

import java.nio.file.Path;
import java.util.List;
import org.openmfs.agent.encdec.EncDecFailure;

/** Gives ip(8) a command that takes its time, and is killed meanwhile. */
final class OrphanIpMain {
    private OrphanIpMain() {}

    /** @param arguments a folder for what is done */
    public static void main(String[] arguments) throws EncDecFailure {
        Path folder = Path.of(arguments[0]);
        String takesItsTime =
                "cat > /dev/null; touch " + folder.resolve("begun") + "; sleep 2; " + noting(folder, "before");
        command(folder, takesItsTime).run(new IpScript().add("macsec del macsec0 tx sa 0"));
    }

    static IpCommand command(Path folder, String shell) {
        return new IpCommand(List.of("sh", "-c", shell)).inOrder(folder.resolve("lock"));
    }

    static String noting(Path folder, String word) {
        return "echo " + word + " >> " + folder.resolve("log");
    }
}
