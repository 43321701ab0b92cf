package org.openmfs.karaf.controller;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.jaas.config.JaasRealm;
import org.opendaylight.netconf.client.NetconfClientFactory;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.karaf.composition.Announcement;
import org.openmfs.karaf.composition.Backups;
import org.openmfs.karaf.composition.MdsalServices;
import org.openmfs.karaf.composition.RunningController;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.auth.OwnerOnlyFiles;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.http.InnerCalls;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controller in Karaf: the same parts as the standalone program, on the MD-SAL that Karaf runs. */
@Component(
        service = KarafController.class,
        immediate = true,
        configurationPid = "org.openmfs",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KarafController {
    private static final Logger LOG = LoggerFactory.getLogger(KarafController.class);

    /** Whoever waits for the start, to end it when it takes too long, looks at this property. */
    private static final String STARTED = "openmfs.started";

    private static final String CONSOLE =
            "ssh -p " + System.getProperty("openmfs.ssh.port", "8101") + " admin@127.0.0.1";

    private final Deque<Runnable> parts = new ArrayDeque<>();

    /** @throws IOException never: where it can't start, the process ends with one line for the operator */
    @Activate
    public KarafController(
            @Reference KarafBinding binding,
            @Reference KarafDom dom,
            @Reference NetconfClientFactory clients,
            BundleContext bundles,
            Map<String, Object> file)
            throws IOException {
        MdsalServices services = new MdsalServices(binding.services(), dom.services());
        Optional<KarafBackup> backup = KarafBackup.asked(System.getenv());
        try {
            Settings settings = Settings.of(file);
            OwnerOnlyFiles.makeFolder(settings.data());
            if (backup.isPresent()) {
                System.setProperty(STARTED, "true");
                backup.get().carryOut(Backups.of(services), settings.data());
                return;
            }
            Colours.off();
            UserFile users = UserFile.open(settings.data());
            RunningController.NorthSide north = new RunningController.NorthSide(settings.http(), users);
            RunningController running = new RunningController(services, clients, settings.data(), north);
            parts.push(running::close);
            InstantSource clock = InstantSource.system();
            ConsoleAudit audit = new ConsoleAudit(running.audit(), clock);
            parts.push(new ConsoleSessions(new SshSessions(bundles), audit)::close);
            UsersRealm realm = new UsersRealm(new Authenticator(users, clock), audit, bundles);
            parts.push(bundles.registerService(JaasRealm.class, realm, null)::unregister);
            parts.push(bundles.registerService(InnerCalls.class, running.inner(), null)::unregister);
            parts.push(bundles.registerService(AuditTrail.class, running.audit(), null)::unregister);
            parts.push(bundles.registerService(Backup.class, Backups.of(services), null)::unregister);
            announce(new Announcement(settings.data(), users.administratorPasswordFile(), CONSOLE, running.restconf()));
        } catch (IOException | RuntimeException e) {
            LOG.error("the controller can't start", e);
            Terminal.end(textOf(e));
            throw e;
        }
    }

    /** What the system says of a file is its name alone. */
    private static String textOf(Exception e) {
        return e instanceof FileSystemException file
                ? file.getFile() + ": " + Optional.ofNullable(file.getReason()).orElse("can't be made, read or written")
                : Optional.ofNullable(e.getMessage()).orElse(e.toString());
    }

    private static void announce(Announcement up) {
        up.lines().forEach(Terminal::say);
        LOG.info("RESTCONF at {}", up.restconf());
        System.setProperty(STARTED, "true");
    }

    @Deactivate
    void close() {
        parts.forEach(Runnable::run);
    }
}
