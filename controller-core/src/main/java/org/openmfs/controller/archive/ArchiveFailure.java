package org.openmfs.controller.archive;

/**
 * An archive can't do what was asked. Whoever appends an audit entry and gets this refuses what the entry was to be about
 * ({@code resource-denied}): it would be done without a trace.
 */
public final class ArchiveFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** What an operator can do about it. */
    public enum Why {
        /** The size limit is reached: export. */
        FULL,
        /** More wait than the disk keeps up with: later. */
        BUSY,
        /** The disk doesn't take it: full, broken, not ours. */
        UNWRITABLE,
        /** It was not on disk in the time that the caller gave it; it may be later. */
        LATE,
        /** The archive was closed. */
        CLOSED,
        /** Another process, or another part of this one, has it open. */
        HELD,
        /** What is there was changed, is of another key, or an older copy. */
        BROKEN,
        /** It isn't there, or not what was expected. */
        UNREADABLE
    }

    /** @param message one line, with the file's name */
    ArchiveFailure(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    ArchiveFailure(Why why, String message) {
        this(why, message, null);
    }

    public Why why() {
        return why;
    }
}
