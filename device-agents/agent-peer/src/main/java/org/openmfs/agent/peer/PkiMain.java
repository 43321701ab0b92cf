package org.openmfs.agent.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openmfs.agent.command.Program;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/**
 * {@code ./mfs pki DIR NAME...}: makes a test authority in a folder, if there is none yet, and the certificates and keys
 * of CFs, makes these anew, or revokes them. For trials; operators bring their own authority.
 */
public final class PkiMain {
    static final String USAGE = """
            usage: ./mfs pki DIR [--days N] [--renew | --revoke] NAME...
            A test authority in DIR and an identity for each CF NAME.
              --days N   how long identities or the list of what is revoked last, 1..3650 days; 397 or 30 if not said
              --renew    in place of the identities of NAME, which agents read by themselves; nothing is written over else
              --revoke   puts the certificates that NAME have now on the list DIR/revoked.pem, and renews it; without NAME,
                         renews it alone
            """;
    private static final Program PROGRAM =
            new Program("pki", USAGE, List.of(PkiOrder.DAYS + " N", PkiOrder.RENEW, PkiOrder.REVOKE));
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
        if (PROGRAM.answers(out, arguments)) {
            return 0;
        }
        try {
            return make(PkiOrder.of(PROGRAM, arguments));
        } catch (IllegalArgumentException e) {
            err.println("pki: " + e.getMessage());
            return WRONG_USE;
        } catch (FileSystemException e) {
            err.println("pki: " + e.getFile() + ": " + reason(e));
            return 1;
        } catch (IOException | GeneralSecurityException e) {
            err.println("pki: " + e.getMessage());
            return 1;
        }
    }

    private static String reason(FileSystemException refused) {
        Path file = Path.of(refused.getFile());
        if (refused instanceof AccessDeniedException) {
            return "may not be read or written by user " + System.getProperty("user.name");
        }
        if (refused instanceof FileAlreadyExistsException || "Not a directory".equals(refused.getReason())) {
            return Files.isDirectory(file) ? "is there already" : "is not a folder";
        }
        return Optional.ofNullable(refused.getReason()).orElse("can't be read or written");
    }

    private int make(PkiOrder order) throws IOException, GeneralSecurityException {
        String nothing = switch (order.act()) {
            case MAKE -> "nothing was made (--renew makes them anew)";
            case RENEW -> "nothing was renewed";
            case REVOKE -> "nothing was revoked";
        };
        boolean fresh = order.act() == PkiOrder.Act.MAKE;
        if (!fresh && !AuthorityFolder.isIn(order.folder())) {
            err.println("pki: " + order.folder() + ": holds no authority; " + nothing + " or made");
            return 1;
        }
        AuthorityFolder authority = new AuthorityFolder(order.folder(), clock, new SecureRandom());
        String unfit = order.names().stream()
                .filter(name -> authority.holds(name) == fresh)
                .map(CfId::name)
                .collect(Collectors.joining(", "));
        if (!unfit.isEmpty()) {
            err.println("pki: " + order.folder() + (fresh ? " already has files of " : " has no files of ") + unfit
                    + "; " + nothing);
            return 1;
        }
        switch (order.act()) {
            case MAKE, RENEW -> identities(authority, order);
            case REVOKE -> revoke(authority, order);
        }
        return 0;
    }

    private void identities(AuthorityFolder authority, PkiOrder order) throws IOException, GeneralSecurityException {
        for (CfId name : order.names()) {
            Credentials.Pem files = order.act() == PkiOrder.Act.RENEW
                    ? authority.renew(name, order.life())
                    : authority.issue(name, order.life());
            out.println(name.uri() + "  certificate " + files.certificates() + "  key " + files.key() + "  until "
                    + AuthorityFolder.endOf(files.certificates()));
        }
        Path own = authority.pem(order.names().getFirst()).authorities();
        out.println("authority  " + own + "  until " + AuthorityFolder.endOf(own));
    }

    private void revoke(AuthorityFolder authority, PkiOrder order) throws IOException, GeneralSecurityException {
        AuthorityFolder.Revoked revoked = authority.revoke(order.names(), order.life());
        for (int i = 0; i < order.names().size(); i++) {
            CfId name = order.names().get(i);
            out.println(name.uri() + "  certificate " + authority.pem(name).certificates() + "  revoked on "
                    + revoked.since().get(i));
        }
        out.println("revocation list  " + revoked.file() + "  until " + revoked.until());
    }
}
