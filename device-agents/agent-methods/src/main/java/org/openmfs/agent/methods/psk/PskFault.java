package org.openmfs.agent.methods.psk;

/**
 * What is wrong with a line of a file of pre-shared keys; its content is never told.
 *
 * @param place which line, such as {@code line 3}
 * @param what what was expected there
 */
public record PskFault(String place, String what) {}
