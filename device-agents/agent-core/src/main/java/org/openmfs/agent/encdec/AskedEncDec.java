package org.openmfs.agent.encdec;

import java.time.Duration;
import java.util.Map;

/**
 * An Enc/Dec of code that is not trusted to answer at once, or at all: what is merely asked is known beforehand, so that
 * nobody waits for it.
 */
public final class AskedEncDec implements EncDec {
    private final EncDec encDec;
    private final String name;
    private final Profile profile;
    private final Traits traits;
    private volatile long newest;

    private AskedEncDec(EncDec encDec) {
        this.encDec = encDec;
        this.name = encDec.name();
        this.profile = encDec.profile();
        this.traits = encDec.traits();
        this.newest = encDec.newestNumber();
    }

    /** Asks now; what breaks there is the caller's to see, and the Enc/Dec is closed. */
    public static AskedEncDec of(EncDec encDec) {
        try {
            AskedEncDec asked = new AskedEncDec(encDec);
            if (asked.name == null || asked.profile == null || asked.traits == null) {
                throw new IllegalStateException("an Enc/Dec does not say its name, profile or traits");
            }
            return asked;
        } catch (RuntimeException | Error broke) {
            close(encDec, broke);
            throw broke;
        }
    }

    private static void close(EncDec encDec, Throwable because) {
        try {
            encDec.close();
        } catch (RuntimeException | Error more) {
            because.addSuppressed(more);
        }
    }

    private interface Call<T> {
        T make() throws EncDecFailure;
    }

    private interface Change {
        void make() throws EncDecFailure;
    }

    private void change(Change change) throws EncDecFailure {
        call(() -> {
            change.make();
            return name;
        });
    }

    /** The calls that may move the number are followed by a look at it. */
    private <T> T call(Call<T> call) throws EncDecFailure {
        try {
            return call.make();
        } finally {
            newest = encDec.newestNumber();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public long newestNumber() {
        return newest;
    }

    @Override
    public void guard(Map<Slot, Duration> left) throws EncDecFailure {
        encDec.guard(left);
    }

    @Override
    public Observation observe() throws EncDecFailure {
        return call(encDec::observe);
    }

    @Override
    public void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
        change(() -> encDec.prepareReceive(slot, key));
    }

    @Override
    public void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        change(() -> encDec.switchTransmit(slot, key));
    }

    @Override
    public void retire(Slot slot) throws EncDecFailure {
        change(() -> encDec.retire(slot));
    }

    @Override
    public void clear() throws EncDecFailure {
        change(encDec::clear);
    }

    @Override
    public void close() {
        encDec.close();
    }
}
