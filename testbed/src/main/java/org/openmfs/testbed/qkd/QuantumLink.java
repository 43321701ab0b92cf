package org.openmfs.testbed.qkd;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.openmfs.testbed.topology.QkdPlan;

/** A quantum channel between two nodes: makes the same random bits at both ends while it is up, enabled and quiet enough. */
final class QuantumLink {
    /** Above this error rate an eavesdropper cannot be ruled out and no key is made (BB84, percent). */
    static final double QBER_ABORT_PERCENT = 11.0;

    /** Above this error rate operators are told (percent). */
    static final double QBER_ALARM_PERCENT = 6.0;

    private final QkdPlan.Link plan;
    private final UUID aId;
    private final UUID bId;
    private final SecureRandom random;
    private final BitStore store;
    private long rate;
    private double qberPercent;
    private String outage = "";
    private boolean enabled;
    private boolean starved;

    QuantumLink(QkdPlan.Link plan, UUID aId, UUID bId, InstantSource clock, SecureRandom random) {
        this.plan = plan;
        this.aId = aId;
        this.bId = bId;
        this.random = random;
        this.store = new BitStore(clock, plan.storeBits(), plan.initialBits());
        this.rate = plan.rate();
        this.qberPercent = plan.qberPercent();
    }

    QkdPlan.Link plan() {
        return plan;
    }

    UUID id() {
        return plan.id();
    }

    UUID aId() {
        return aId;
    }

    UUID bId() {
        return bId;
    }

    boolean joins(UUID one, UUID other) {
        return one.equals(aId) && other.equals(bId) || one.equals(bId) && other.equals(aId);
    }

    BitStore store() {
        return store;
    }

    double qberPercent() {
        return qberPercent;
    }

    /** Rate while generating, bit/s. */
    long rate() {
        return rate;
    }

    boolean isUp() {
        return outage.isEmpty();
    }

    boolean isEnabled() {
        return enabled;
    }

    boolean isGenerating() {
        return enabled && fault().isEmpty();
    }

    /** A request found too few bits and none has succeeded since. */
    boolean isStarved() {
        return starved;
    }

    /** Why no key can be made although it is enabled; empty where nothing is wrong. */
    String fault() {
        if (!outage.isEmpty()) {
            return outage;
        }
        return qberPercent >= QBER_ABORT_PERCENT
                ? String.format(Locale.ROOT, "QBER %.1f %% is above %.1f %%", qberPercent, QBER_ABORT_PERCENT)
                : "";
    }

    void setRate(long bitsPerSecond) {
        rate = bitsPerSecond;
        refill();
    }

    void setQberPercent(double percent) {
        qberPercent = percent;
        refill();
    }

    /** @param reason shown in notifications */
    void goDown(String reason) {
        outage = reason;
        refill();
    }

    void comeUp() {
        outage = "";
        refill();
    }

    void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
        refill();
    }

    private void refill() {
        store.fillAt(isGenerating() ? rate : 0);
    }

    void noteStarved() {
        starved = true;
    }

    /** Uses up stored bits; both ends then hold the same fresh key of that length. */
    SharedBits draw(int bits) {
        if (!store.take(bits)) {
            throw new IllegalStateException("link " + plan.name() + " holds too few bits");
        }
        starved = false;
        byte[] near = new byte[bits / 8];
        random.nextBytes(near);
        return new SharedBits(near, near.clone());
    }

    /** The same key as each end of a link holds it. */
    record SharedBits(byte[] near, byte[] far) {}
}
