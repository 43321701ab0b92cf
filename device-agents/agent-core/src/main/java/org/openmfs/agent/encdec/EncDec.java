package org.openmfs.agent.encdec;

import java.time.Duration;
import java.util.Map;

/**
 * One Enc/Dec instance, for example a MACsec interface: holds as many keys as its shape says, sends under one, receives under
 * all.
 *
 * <p>Calls block, have an end of their own, and are made one at a time; but for {@link #clear}, which may come on another
 * thread while a call takes too long to wait for, and for what is merely asked ({@link #newestNumber}, {@link #profile},
 * {@link #traits}), at any time. Every call may be repeated with the same
 * arguments, whether it succeeded (a second call finds the work done) or failed at any point. Keys are given in the order
 * of their numbers; one that was installed and is gone is refused for ever (its packet numbers would repeat), and the
 * failure says that it is lasting.
 *
 * <p>What was ordered before an instance was opened, also by an agent that is gone, is over before a call to the new one
 * does anything: the call waits for that, or fails. Within one instance orders are carried out in the order of the calls.
 */
public interface EncDec extends AutoCloseable {
    /** The name under which configuration refers to it. */
    String name();

    /** What it makes of a key; the same as long as it is open. */
    Profile profile();

    /** What it is like on this side; the same as long as it is open. */
    Traits traits();

    /** The greatest number of a key that was ever to be installed here, by any agent; the next has a greater one. */
    long newestNumber();

    /**
     * By when the keys of these slots are to be gone whatever becomes of this agent, which removes them before if it
     * lives; instead of what was said before. Where keys end with the agent's process there is nothing to do.
     *
     * @param left time from now on, by the time since boot
     * @throws EncDecFailure if nobody would see to that: no key may be installed then
     */
    void guard(Map<Slot, Duration> left) throws EncDecFailure;

    /** What is installed now, and what traffic each key has seen. */
    Observation observe() throws EncDecFailure;

    /**
     * Accepts frames under this key from now on, beside the keys already there.
     *
     * @throws EncDecFailure if the slot holds another key, or is none of its shape, the key was used before, or the device
     *     refuses
     */
    void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure;

    /**
     * Sends under this key from now on.
     *
     * @throws EncDecFailure if {@link #prepareReceive} was not done for the same slot and key id
     */
    void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure;

    /**
     * Removes the key in this slot, both directions.
     *
     * @throws EncDecFailure if the slot is the one in use for sending, and not the only one that it has
     */
    void retire(Slot slot) throws EncDecFailure;

    /** Removes every key; no frame passes until a key is installed again. */
    void clear() throws EncDecFailure;

    @Override
    void close();
}
