package org.openmfs.testbed.qkd;

/**
 * How one qkd_link stands at one node.
 *
 * @param fault why it does not generate although it should; empty where nothing is wrong
 * @param skr secret key rate, bit/s
 * @param eskr rate left after reservations of virtual links, bit/s
 * @param expected sum of what the node's applications expect to use, bit/s
 * @param starved a request found too few bits and none has succeeded since
 * @param qberPercent error rate; not a number for a virtual link
 * @param snrDb signal-to-noise ratio; not a number for a virtual link
 */
record LinkState(
        Status status,
        String fault,
        long skr,
        long eskr,
        long expected,
        boolean starved,
        double qberPercent,
        double snrDb) {

    /** The four link statuses of etsi-qkd-node-types. */
    enum Status {
        /** Generating key. */
        ACTIVE,
        /** Not generating, but the store still holds keys. */
        PASSIVE,
        /** Waiting to be activated: not yet configured everywhere. */
        PENDING,
        /** Neither generating nor holding keys. */
        OFF
    }

    boolean isPhysical() {
        return !Double.isNaN(qberPercent);
    }

    boolean isOverloaded() {
        return starved || expected > eskr && status == Status.ACTIVE;
    }

    boolean isNoisy() {
        return isPhysical() && qberPercent >= QuantumLink.QBER_ALARM_PERCENT;
    }

    boolean performsAs(LinkState other) {
        return skr == other.skr && eskr == other.eskr && Double.compare(qberPercent, other.qberPercent) == 0;
    }
}
