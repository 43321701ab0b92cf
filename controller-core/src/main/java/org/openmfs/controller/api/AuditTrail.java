package org.openmfs.controller.api;

import java.time.Instant;

/** Where it is kept for good who asked for what, and what came of it. Any thread may call. */
public interface AuditTrail {
    /**
     * What somebody asks.
     *
     * @param who the user's name, or that he is none
     * @param from the address that he asks from; may be empty
     * @param what is asked for, as a method and a path; never a header or a body, which may hold a secret
     */
    record Line(String who, String from, String what) {}

    /** What was asked for and is under way. */
    interface Asked {
        /** Notes what came of it; on disk when this returns, if it can be. */
        void ended(String outcome);
    }

    /**
     * Notes what is about to be changed; it is on disk when this returns.
     *
     * @throws Unrecorded if it can't be; then nothing may be changed
     */
    Asked asks(Line line) throws Unrecorded;

    /** Notes what changes nothing, as far as there is room; waits for nothing. */
    void tells(Line line, String outcome);

    Standing standing();

    /**
     * How it stands.
     *
     * @param entries how many there are
     * @param unsigned how many of them follow the last signature
     * @param signed when the last signature was made
     * @param octets in use
     * @param limit how many octets may be
     * @param refusing whether what was to be noted last could not be
     */
    record Standing(long entries, long unsigned, Instant signed, long octets, long limit, boolean refusing) {}

    /** Something can't be noted, for a reason that goes away when somebody does something about it. */
    final class Unrecorded extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message what is in the way and what to do about it, in sentences for who asks; no names of files */
        public Unrecorded(String message) {
            super(message);
        }
    }
}
