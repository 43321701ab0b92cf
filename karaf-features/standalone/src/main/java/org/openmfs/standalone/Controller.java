package org.openmfs.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.openmfs.karaf.composition.Announcement;
import org.openmfs.karaf.composition.MdsalServices;
import org.openmfs.karaf.composition.Parts;
import org.openmfs.karaf.composition.RunningController;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** The controller on a data folder and an MD-SAL of its own; closed in the opposite order. */
public final class Controller implements AutoCloseable {
    private final Parts parts = new Parts();
    private final UserFile users;
    private final RunningController running;

    private Controller(ControllerOptions options) throws IOException {
        try {
            HttpSettings http = HttpSettings.at(options.http(), options.tls());
            if (options.tls().isPresent()) {
                options.tls().get().check();
            }
            FreeAddress.check(options.http());
            DataFolder folder = DataFolder.take(options.data());
            parts.atEnd(folder::close);
            users = UserFile.open(folder.path());
            EmbeddedMdsal mdsal = EmbeddedMdsal.keepingIn(folder.path());
            parts.atEnd(mdsal::close);
            DefaultNetconfTimer timer = new DefaultNetconfTimer();
            parts.atEnd(timer::close);
            NetconfClientFactoryImpl clients = new NetconfClientFactoryImpl(timer);
            parts.atEnd(clients::close);
            RunningController.NorthSide north = new RunningController.NorthSide(http, users);
            running = new RunningController(servicesOf(mdsal), clients, folder.path(), north);
            parts.atEnd(running::close);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static MdsalServices servicesOf(EmbeddedMdsal mdsal) {
        return new MdsalServices(
                new MdsalServices.Binding(
                        mdsal.dataBroker(),
                        mdsal.rpcProviderService(),
                        mdsal.notificationPublishService(),
                        mdsal.serializer()),
                new MdsalServices.Dom(
                        mdsal.schemas(),
                        mdsal.domDataBroker(),
                        mdsal.domRpcService(),
                        mdsal.domActionService(),
                        mdsal.domMountPointService(),
                        mdsal.domNotificationService()));
    }

    /**
     * Starts all of it.
     *
     * @throws IOException if it can't; what was started is stopped again; the message is for an operator
     * @throws IllegalArgumentException if the options contradict each other; the message is for an operator
     */
    public static Controller start(ControllerOptions options) throws IOException {
        return new Controller(options);
    }

    /** RESTCONF's root. */
    public URI restconf() {
        return running.restconf();
    }

    /** The file with the first administrator's password. */
    public Path administratorPasswordFile() {
        return users.administratorPasswordFile();
    }

    /** What it says of itself. */
    public List<String> announcement() {
        Path password = administratorPasswordFile();
        return new Announcement(password.getParent(), password, "none, but with --karaf", restconf()).lines();
    }

    @Override
    public void close() {
        parts.close();
    }
}
