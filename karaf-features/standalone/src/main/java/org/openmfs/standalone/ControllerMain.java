package org.openmfs.standalone;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.openmfs.karaf.composition.ArchivedDeed;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.backup.UnusableBackupException;
import org.openmfs.northbound.http.HttpSettings;

/** Starts the MFS Network Manager and waits for SIGTERM. */
public final class ControllerMain {
    private static final int WRONG_USE = 2;
    private static final int CANNOT = 1;

    private ControllerMain() {}

    public static void main(String... arguments) {
        List<String> asked = List.of(arguments);
        if (asked.contains("--help")) {
            System.out.print(ControllerOptions.USAGE);
        } else if (asked.contains("--version")) {
            System.out.println("controller " + environment("MFS_VERSION", "of no build"));
        } else if (BackupOptions.areIn(asked)) {
            backUp(asked);
        } else {
            begin(arguments);
        }
    }

    /** Before the first logger is made. */
    private static void backUp(List<String> arguments) {
        System.setProperty("logback.configurationFile", "logback-once.xml");
        try {
            BackupOptions options = BackupOptions.of(Path.of(environment("MFS_DATA", "var")), arguments);
            try {
                System.out.println(new BackupTask(options).carryOut());
            } catch (UnusableBackupException e) {
                BackupTask.lines(options.file(), e).forEach(line -> System.err.println("controller: " + line));
                System.exit(CANNOT);
            } catch (IOException e) {
                end(CANNOT, textOf(e));
            }
        } catch (IllegalArgumentException e) {
            end(WRONG_USE, e.getMessage());
        }
    }

    private static String textOf(IOException e) {
        return e instanceof FileSystemException file
                ? file.getFile() + ": " + Optional.ofNullable(file.getReason()).orElse("can't be made, read or written")
                : e.getMessage();
    }

    private static String environment(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    private static void begin(String... arguments) {
        try {
            run(ControllerOptions.of(Path.of(environment("MFS_DATA", "var")), arguments));
        } catch (IllegalArgumentException e) {
            end(WRONG_USE, e.getMessage());
        }
    }

    private static void end(int status, String message) {
        System.err.println("controller: " + message);
        System.exit(status);
    }

    private static void run(ControllerOptions options) {
        NewFiles made = DataFolder.newFilesIn(options.data());
        try {
            // All of it before the first logger is made, which writes into the folder.
            if (options.newUser().isEmpty()) {
                HttpSettings.at(options.http(), options.tls());
                FreeAddress.check(options.http());
            }
            DataFolder.prepare(options.data());
            System.setProperty(
                    "openmfs.log.folder", options.data().resolve("log").toString());
            if (options.newUser().isPresent()) {
                addUser(options.data(), options.newUser().get());
            } else {
                serve(options);
            }
        } catch (IOException e) {
            DataFolder.giveBack(options.data(), made);
            end(CANNOT, textOf(e));
        } catch (IllegalArgumentException e) {
            DataFolder.giveBack(options.data(), made);
            end(CANNOT, e.getMessage());
        } catch (InterruptedException e) {
            System.exit(CANNOT);
        }
    }

    private static void addUser(Path folder, ControllerOptions.NewUser user) throws IOException {
        String what = "--add-user " + user.name() + " --role " + user.role().text();
        Path password =
                ArchivedDeed.archived(folder, what, () -> UserFile.open(folder).add(user.name(), user.role()));
        System.out.println("password of " + user.name() + " in " + password);
    }

    private static void serve(ControllerOptions options) throws IOException, InterruptedException {
        Controller controller = Controller.start(options);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            controller.close();
            ended.countDown();
        }));
        controller.announcement().forEach(System.out::println);
        ended.await();
    }
}
