package org.openmfs.standalone;

/** {@code ./mfs archive}, which keeps no log of its own. */
public final class ArchiveMain {
    private ArchiveMain() {}

    /** Before the first logger is made. */
    public static void main(String... arguments) {
        System.setProperty("logback.configurationFile", "logback-once.xml");
        org.openmfs.controller.archive.ArchiveMain.main(arguments);
    }
}
