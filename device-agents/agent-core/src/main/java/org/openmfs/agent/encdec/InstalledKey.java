package org.openmfs.agent.encdec;

import org.openmfs.agent.key.KeyId;

/**
 * A key as the Enc/Dec reports it, without its bytes.
 *
 * @param sending whether frames are sent under it now
 * @param accepting whether frames of the other end are accepted under it now
 * @param framesReceived frames accepted under it since it was installed
 * @param framesSent frames sent under it since it was installed
 * @param octets protected octets, both directions
 */
public record InstalledKey(
        KeyId id, Slot slot, boolean sending, boolean accepting, long framesReceived, long framesSent, long octets) {}
