package org.openmfs.controller.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Why something is not as desired, by a word of YANG type {@code reason} of module mfs-types. Open: a device may have
 * reasons of its own, which are told as it says them.
 */
public record ReasonCode(String word) implements Comparable<ReasonCode> {
    private static final Set<String> OURS = new HashSet<>();

    public static final ReasonCode UNKNOWN_ENDPOINT = ours("unknown-endpoint");
    public static final ReasonCode UNKNOWN_CLASS = ours("unknown-class");
    public static final ReasonCode NO_ENCRYPTION_POINT = ours("no-encryption-point");
    public static final ReasonCode NO_COMMON_METHOD = ours("no-common-method");
    public static final ReasonCode DIVERSITY_NOT_MET = ours("diversity-not-met");
    public static final ReasonCode METHOD_FORBIDDEN = ours("method-forbidden");
    public static final ReasonCode NO_KEY_PATH = ours("no-key-path");
    public static final ReasonCode NO_DATA_PATH = ours("no-data-path");
    public static final ReasonCode KEY_RATE_INSUFFICIENT = ours("key-rate-insufficient");
    public static final ReasonCode LINK_DOWN = ours("link-down");
    public static final ReasonCode LINK_OVERLOADED = ours("link-overloaded");
    public static final ReasonCode QBER_TOO_HIGH = ours("qber-too-high");
    public static final ReasonCode DEVICE_UNKNOWN = ours("device-unknown");
    public static final ReasonCode DEVICE_UNREACHABLE = ours("device-unreachable");
    public static final ReasonCode DEVICE_REFUSED = ours("device-refused");
    public static final ReasonCode DEVICE_UNSUPPORTED = ours("device-unsupported");
    public static final ReasonCode HOST_KEY_MISMATCH = ours("host-key-mismatch");
    public static final ReasonCode CREDENTIAL_REFUSED = ours("credential-refused");
    public static final ReasonCode MANAGER_UNREACHABLE = ours("manager-unreachable");
    public static final ReasonCode MANAGER_REFUSED = ours("manager-refused");
    public static final ReasonCode METHOD_UNREACHABLE = ours("method-unreachable");
    public static final ReasonCode METHOD_EXHAUSTED = ours("method-exhausted");
    public static final ReasonCode METHOD_FAILED = ours("method-failed");
    public static final ReasonCode NO_COMMON_SUITE = ours("no-common-suite");
    public static final ReasonCode BELOW_FLOOR = ours("below-floor");
    public static final ReasonCode WEAKER_SUITE = ours("weaker-suite");
    public static final ReasonCode NOT_PROVED = ours("not-proved");
    public static final ReasonCode KEY_CONFIRMATION_FAILED = ours("key-confirmation-failed");
    public static final ReasonCode STOCK_EMPTY = ours("stock-empty");
    public static final ReasonCode KEY_EXPIRED = ours("key-expired");
    public static final ReasonCode ENC_DEC_FAILED = ours("enc-dec-failed");
    public static final ReasonCode ENC_DEC_DIFFERS = ours("enc-dec-differs");
    public static final ReasonCode AUTHENTICATION_FAILED = ours("authentication-failed");
    public static final ReasonCode JOURNAL_FAILED = ours("journal-failed");
    public static final ReasonCode KEY_LINK_MISSING = ours("key-link-missing");
    public static final ReasonCode LIGHT_PATH_PENDING = ours("light-path-pending");
    public static final ReasonCode LIGHT_PATH_MISSING = ours("light-path-missing");
    public static final ReasonCode ASSOCIATION_MISSING = ours("association-missing");
    public static final ReasonCode PEER_UNREACHABLE = ours("peer-unreachable");
    public static final ReasonCode CERTIFICATE_EXPIRES = ours("certificate-expires");
    public static final ReasonCode CONFLICT = ours("conflict");
    public static final ReasonCode SUSPENDED_BY_OPERATOR = ours("suspended-by-operator");
    public static final ReasonCode TIMED_OUT = ours("timed-out");
    public static final ReasonCode INTERNAL = ours("internal");

    private static ReasonCode ours(String word) {
        OURS.add(word);
        return new ReasonCode(word);
    }

    /** Whether it is one of those above: of devices there may be any number of others. */
    public boolean isOurs() {
        return OURS.contains(word);
    }

    public ReasonCode {
        Form.WORD.require("ReasonCode", word);
    }

    @Override
    public int compareTo(ReasonCode other) {
        return word.compareTo(other.word);
    }

    @Override
    public String toString() {
        return word;
    }
}
