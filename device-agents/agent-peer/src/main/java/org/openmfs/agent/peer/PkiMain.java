package org.openmfs.agent.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;
import org.openmfs.agent.peer.tls.PeerCredentials;

/**
 * {@code ./mfs pki DIR NAME...}: makes a test authority in a folder, if there is none yet, and the certificates and keys
 * of CFs. For trials; operators bring their own authority.
 */
public final class PkiMain {
    static final String USAGE =
            "usage: ./mfs pki DIR NAME...   a test authority in DIR and an identity for each CF NAME";
    private static final int WRONG_USE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    PkiMain(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(new PkiMain(System.out, System.err, Clock.systemUTC()).run(arguments));
    }

    /** The exit status: 0 made, 1 not made, 2 called in a wrong way; in the latter two nothing was written over. */
    int run(String... arguments) {
        if (arguments.length < 2 || Stream.of(arguments).anyMatch(argument -> argument.startsWith("-"))) {
            err.println(USAGE);
            return WRONG_USE;
        }
        try {
            return make(Path.of(arguments[0]), names(arguments));
        } catch (IllegalArgumentException e) {
            err.println("pki: " + e.getMessage());
            err.println(USAGE);
            return WRONG_USE;
        } catch (IOException | GeneralSecurityException e) {
            err.println("pki: " + e.getMessage());
            return 1;
        }
    }

    private int make(Path folder, List<CfId> names) throws IOException, GeneralSecurityException {
        AuthorityFolder authority = new AuthorityFolder(folder, clock, new SecureRandom());
        List<CfId> known = names.stream().filter(authority::holds).toList();
        if (!known.isEmpty()) {
            err.println("pki: " + folder + " already has files of " + known + "; nothing was made");
            return 1;
        }
        for (CfId name : names) {
            PeerCredentials.Pem files = authority.issue(name);
            out.println(name.uri() + "  certificate " + files.certificates() + "  key " + files.key());
        }
        out.println("authority  " + authority.pem(names.getFirst()).authorities());
        return 0;
    }

    private static List<CfId> names(String... arguments) {
        List<CfId> names = new ArrayList<>();
        for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
            CfId cf = new CfId(name);
            AuthorityFolder.requireUsable(cf);
            if (names.contains(cf)) {
                throw new IllegalArgumentException("CF " + cf + " is named twice");
            }
            names.add(cf);
        }
        return names;
    }
}
