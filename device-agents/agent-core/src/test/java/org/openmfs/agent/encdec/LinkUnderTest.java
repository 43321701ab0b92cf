package org.openmfs.agent.encdec;

/** Two Enc/Decs joined by a wire, without keys at first. */
public interface LinkUnderTest extends AutoCloseable {
    EncDec near();

    EncDec far();

    /** Offers frames to the near end for the far one; they have arrived, or are lost, a moment after the return. */
    void send(int frames);

    /** Whether {@link #failNext} does anything. */
    default boolean canFail() {
        return false;
    }

    /**
     * The next change of the near end fails.
     *
     * @param carriedOut whether the device makes the change all the same
     */
    default void failNext(boolean carriedOut) {}

    @Override
    void close();

    /** First step of a roll: both ends accept the key. */
    default void prepare(Slot slot, TrafficKey key) throws EncDecFailure {
        near().prepareReceive(slot, key.farToNear());
        far().prepareReceive(slot, key.nearToFar());
    }

    /** Second step: both ends send under it. */
    default void switchOver(Slot slot, TrafficKey key) throws EncDecFailure {
        near().switchTransmit(slot, key.nearToFar());
        far().switchTransmit(slot, key.farToNear());
    }

    /** Third step: both ends forget the old one. */
    default void retire(Slot slot) throws EncDecFailure {
        near().retire(slot);
        far().retire(slot);
    }

    /** Frames that the far end has accepted under the key. */
    default long arrived(TrafficKey key) throws EncDecFailure {
        return far().observe().find(key.id()).map(InstalledKey::framesReceived).orElse(0L);
    }
}
