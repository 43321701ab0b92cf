package org.openmfs.standalone;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.openmfs.northbound.auth.OwnerOnlyFiles;
import org.openmfs.northbound.auth.UserFile;

/** Starts the MFS Network Manager and waits for SIGTERM. */
public final class ControllerMain {
    private static final int WRONG_USE = 2;
    private static final int CANNOT = 1;

    private ControllerMain() {}

    public static void main(String... arguments) {
        ControllerOptions options;
        try {
            options = ControllerOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("controller: " + e.getMessage());
            System.err.print(ControllerOptions.USAGE);
            System.exit(WRONG_USE);
            return;
        }
        try {
            // Both before the first logger is made, which writes into the folder.
            OwnerOnlyFiles.makeFolder(options.data());
            System.setProperty(
                    "openmfs.log.folder", options.data().resolve("log").toString());
            if (options.newUser().isPresent()) {
                addUser(options.data(), options.newUser().get());
            } else {
                run(options);
            }
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "can't be made, read or written" : e.getReason();
            System.err.println("controller: " + e.getFile() + ": " + reason);
            System.exit(CANNOT);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("controller: " + e.getMessage());
            System.exit(CANNOT);
        } catch (InterruptedException e) {
            System.exit(CANNOT);
        }
    }

    private static void addUser(Path folder, ControllerOptions.NewUser user) throws IOException {
        Path password = UserFile.open(folder).add(user.name(), user.role());
        System.out.println("password of " + user.name() + " in " + password);
    }

    private static void run(ControllerOptions options) throws IOException, InterruptedException {
        Controller controller = Controller.start(options);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            controller.close();
            ended.countDown();
        }));
        Path password = controller.administratorPasswordFile();
        if (Files.exists(password)) {
            System.out.println("user admin, password in " + password);
        }
        System.out.println("RESTCONF at " + controller.restconf());
        ended.await();
    }
}
