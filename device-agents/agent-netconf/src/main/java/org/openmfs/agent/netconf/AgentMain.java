package org.openmfs.agent.netconf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.openmfs.agent.file.FileFault;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.device.SettingsFile;
import org.openmfs.agent.netconf.device.StartChecks;
import org.openmfs.agent.netconf.json.Nearest;
import org.openmfs.agent.netconf.json.Shown;
import org.openmfs.agent.peer.PeerAddress;
import org.openmfs.agent.registry.RegistryFailure;

/** {@code agent FILE}: runs the MFS CF that the file describes until it is told to stop. */
public final class AgentMain {
    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;
    private static final String CHECK = "--check";
    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    private static final List<String> OPTIONS = List.of(CHECK, VERSION, HELP);
    private static final Pattern OF_MEMBER = Pattern.compile("(floor|enc-decs\\[[0-9]+]\\.[a-z]+): ");
    private static final String USAGE = """
            usage: ./mfs agent [--check] FILE
            Runs the MFS CF that FILE describes, until it is told to stop (SIGTERM).
              --check    says what is wrong with FILE and with what it names; starts nothing
              --version  which version this is
              --help     this text

            FILE is JSON; docs/agent-file.md tells its members. Paths in it are relative to its own folder.
            exit status: 0 fine, 1 FILE or the machine is not as needed (a line each says what), 2 called wrongly""";

    private final PrintStream out;
    private final PrintStream err;

    AgentMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int status = new AgentMain(System.out, System.err).run(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns when all is said and done; a running agent is never done. */
    private int run(String... arguments) throws InterruptedException {
        List<String> given = Arrays.asList(arguments);
        Optional<String> unknown = given.stream()
                .filter(argument -> argument.startsWith("-") && !argument.equals("-h") && !OPTIONS.contains(argument))
                .findFirst();
        if (unknown.isPresent()) {
            return misused("unknown option " + Shown.quoted(unknown.get())
                    + Nearest.to(unknown.get(), OPTIONS)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        if (given.contains(HELP) || given.contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        if (given.contains(VERSION)) {
            out.println("agent " + MfsAgent.VERSION);
            return 0;
        }
        if (Collections.frequency(given, CHECK) > 1) {
            return misused(CHECK + ": given twice");
        }
        List<String> files =
                given.stream().filter(argument -> !argument.equals(CHECK)).toList();
        if (files.size() != 1) {
            return misused("expected one FILE, not " + files.size());
        }
        if (files.getFirst().isBlank()) {
            return misused("expected one FILE, not " + Shown.quoted(files.getFirst()));
        }
        return given.contains(CHECK) ? check(files.getFirst()) : start(files.getFirst());
    }

    private int misused(String what) {
        err.println("agent: " + what + "; " + USAGE.lines().findFirst().orElseThrow());
        return WRONG_USE;
    }

    private int refused(List<String> lines) {
        lines.forEach(line -> err.println("agent: " + line));
        return REFUSED;
    }

    /** What was found after the file was read lacks its name. */
    private static List<String> ofFile(String file, List<String> lines) {
        return lines.stream()
                .map(line -> OF_MEMBER.matcher(line).lookingAt() ? file + ": " + line : line)
                .toList();
    }

    private int check(String file) {
        try {
            List<String> faults = StartChecks.ofMachine(SettingsFile.read(Path.of(file)));
            if (!faults.isEmpty()) {
                return refused(ofFile(file, faults));
            }
            out.println(file + ": fine");
            return 0;
        } catch (IOException unusable) {
            return refused(ofFile(file, FileFault.text(unusable).lines().toList()));
        }
    }

    private int start(String file) throws InterruptedException {
        try {
            AgentSettings settings = SettingsFile.read(Path.of(file));
            MfsAgent agent = MfsAgent.start(settings);
            CountDownLatch stopped = closedAtTheEnd(agent);
            tell(settings, agent);
            stopped.await();
            return 0;
        } catch (IOException unusable) {
            return refused(ofFile(file, FileFault.text(unusable).lines().toList()));
        } catch (RegistryFailure unusable) {
            return refused(List.of(unusable.getMessage()));
        }
    }

    private CountDownLatch closedAtTheEnd(MfsAgent agent) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                agent.close();
            } catch (IOException fault) {
                err.println("agent: " + fault.getMessage());
            }
            stopped.countDown();
        }));
        return stopped;
    }

    /** What onboarding needs: every address as others call it. */
    private void tell(AgentSettings settings, MfsAgent agent) throws IOException {
        out.println("host key " + agent.fingerprint());
        out.println("user mfs, password in " + MfsAgent.passwordFile(settings));
        out.println("peers at " + settings.peering().place().told(agent.peerPort()));
        for (PeerAddress called : settings.netconf().callable(agent.netconfPort())) {
            out.println("NETCONF at " + called);
        }
    }
}
