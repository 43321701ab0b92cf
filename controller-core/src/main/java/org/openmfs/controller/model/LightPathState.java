package org.openmfs.controller.model;

/** What became of an optical path that was set up for a service. */
public enum LightPathState {
    /** It carries traffic. */
    UP,
    /** It is there and carries nothing. */
    DOWN,
    /** It is not there any more, though nobody took it down through us. */
    MISSING
}
