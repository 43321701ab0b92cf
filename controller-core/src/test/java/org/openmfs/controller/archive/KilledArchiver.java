package org.openmfs.controller.archive;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process that appends as fast as it can, and says what stands on disk, until it is killed. */
final class KilledArchiver {
    private KilledArchiver() {}

    /** @param arguments the archive's file; nothing is ever closed */
    @SuppressWarnings("BusyWait")
    public static void main(String... arguments) throws Exception {
        PrintStream promises = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        Settings settings = Settings.of(Path.of(arguments[0]), new MemberId("m1"));
        Archive archive = Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM);
        promises.println(archive.state().head());
        while (true) {
            if (archive.waiting() < 2_000) {
                archive.append(Places.audit("x".repeat(300))).thenAccept(promises::println);
            } else {
                Thread.sleep(1);
            }
        }
    }
}
