package org.openmfs.controller.model;

/** What became of an optical path that was asked for. */
public enum LightPathState {
    /** Its network has accepted it and not set it up yet, which may take minutes. */
    PENDING,
    /** It carries traffic. */
    UP,
    /** It is there and carries nothing. */
    DOWN,
    /** It is not there any more, though nobody took it down through us. */
    MISSING
}
