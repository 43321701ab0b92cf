package org.openmfs.northbound.http;

/** Something that happens again and again and that a client can watch. */
public interface EventSource {
    /**
     * Starts to tell a listener; what is returned ends it.
     *
     * @return closed once, when the client is gone
     */
    Watch watch(Listener listener);

    /** Ends the telling. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes events; never blocks. */
    interface Listener {
        /** @param event one line of text */
        void happened(String event);

        /** Nothing more happens. */
        void ended(String why);
    }
}
