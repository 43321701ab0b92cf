package org.openmfs.southbound.http.session;

/** Lets a session's reports through, one at a time, until it is shut. */
public final class ReportGate {
    private boolean shut;

    /** Makes the report, unless the session has ended. */
    public synchronized void pass(Runnable report) {
        if (!shut) {
            report.run();
        }
    }

    /** When this returns no report is on its way, and none will be. */
    public synchronized void shut() {
        shut = true;
    }
}
