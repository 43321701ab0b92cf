package org.openmfs.northbound.http;

import java.util.List;
import java.util.Optional;

/** Something that happens again and again and that a client can watch. */
public interface EventSource {
    /**
     * Starts to tell a listener; what is returned ends it.
     *
     * @return closed once, when the client is gone
     */
    Watch watch(Listener listener);

    /**
     * What happened.
     *
     * @param id by which a client says later what it heard last; one line
     * @param text one line
     */
    record Event(String id, String text) {}

    /** Ends the telling. */
    interface Watch extends AutoCloseable {
        /** What the client wants to know of the time before, in order; nothing between that and what it is told. */
        default List<Event> before() {
            return List.of();
        }

        /** What is not known any more of the time before, in one line. */
        default Optional<String> gap() {
            return Optional.empty();
        }

        /** Why nothing more is told, once everything was that is; asked again and again. */
        default Optional<String> over() {
            return Optional.empty();
        }

        @Override
        void close();
    }

    /** Takes events; never blocks. */
    interface Listener {
        void happened(Event event);

        /** Nothing more happens. */
        void ended(String why);
    }
}
