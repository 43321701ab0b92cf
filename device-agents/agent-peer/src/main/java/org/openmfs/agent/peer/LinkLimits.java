package org.openmfs.agent.peer;

/**
 * How much of a peer this CF bears; what is beyond is dropped and counted.
 *
 * @param messageOctets largest envelope, encoded
 * @param messagesPerSecond most envelopes taken from one peer in a second
 * @param queuedMessages most envelopes that wait for a slow peer
 * @param queuedOctets most octets that wait for a slow peer
 * @param malformed malformed envelopes after which the stream is ended
 */
public record LinkLimits(
        int messageOctets, int messagesPerSecond, int queuedMessages, int queuedOctets, int malformed) {
    public LinkLimits {
        if (messageOctets < 1 || messagesPerSecond < 1 || queuedMessages < 1 || queuedOctets < 1 || malformed < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    public static LinkLimits standard() {
        return new LinkLimits(4 << 20, 2000, 256, 16 << 20, 8);
    }
}
