package org.openmfs.southbound.netconf.session;

import org.w3c.dom.Element;

/** What a session may bring without being asked. Called on an I/O thread; returns at once. */
public interface LinkListener {
    /** @param notification the element that holds the event and its time */
    void notified(Element notification);

    /** Comes once, last. */
    void ended(String why);
}
