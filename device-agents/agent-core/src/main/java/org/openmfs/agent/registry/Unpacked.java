package org.openmfs.agent.registry;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.openmfs.agent.file.Room;

/** The journal's native library, which is unpacked at each start to a folder for files that do not last. */
final class Unpacked {
    /** It has about a megabyte. */
    private static final int OCTETS = 2 * 1024 * 1024;

    /** The driver's own class, which is not there when this is compiled. */
    private static final String NOT_FOUND = "NativeLibraryNotFoundException";

    private Unpacked() {}

    /** Where. */
    private static Path folder() {
        return Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
    }

    /** Why it cannot be; empty where it can, or where another one is named to Java. */
    private static Optional<String> fault() {
        return System.getProperty("org.sqlite.lib.path") != null
                ? Optional.empty()
                : Room.fault(folder(), OCTETS).map(why -> folder() + ": cannot be written: " + why);
    }

    /** Why a journal cannot be opened: the driver only logs what it met when it unpacked the library. */
    static String why(SQLException opening) {
        for (Throwable cause = opening; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals(NOT_FOUND)) {
                return "its native library cannot be unpacked to "
                        + fault().orElseGet(() -> folder() + ", or not loaded");
            }
        }
        return opening.getMessage();
    }
}
