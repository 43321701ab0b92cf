package org.openmfs.controller.service;

/** Where a service comes from, and so who may have something of it that nobody here remembers. */
enum Past {
    /** It was asked for since the start: what was asked of whom is remembered. */
    NONE,
    /** It was there before the start: any manager may have something of it. */
    BEFORE_THE_START,
    /** Nobody asked for it here: a device, or a network, says that it has something of it, and may be wrong or lie. */
    HEARD_OF
}
