package org.openmfs.controller.api;

import org.openmfs.controller.model.ServiceId;

/** Is told where services stand, one after the other for one service; returns at once. */
public interface ServiceListener {
    void serviceChanged(ServiceState state);

    /** Its intent is gone and nothing is left of it. */
    void serviceGone(ServiceId service);
}
