package org.openmfs.agent.encdecs.macsec;

/**
 * What an Enc/Dec of the simulated kind is set up with.
 *
 * @param name of the Enc/Dec
 * @param ends the channel of each direction
 * @param replay how late frames of the peer may come
 */
public record SecureChannelPair(String name, MacsecEnds ends, ReplayProtection replay) {}
