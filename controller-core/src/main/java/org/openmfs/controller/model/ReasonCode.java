package org.openmfs.controller.model;

/**
 * Why something is not as desired, by a word of YANG type {@code reason} of module mfs-types. Open: a device may have
 * reasons of its own, which are told as it says them.
 */
public record ReasonCode(String word) implements Comparable<ReasonCode> {
    public static final ReasonCode UNKNOWN_ENDPOINT = new ReasonCode("unknown-endpoint");
    public static final ReasonCode UNKNOWN_CLASS = new ReasonCode("unknown-class");
    public static final ReasonCode NO_ENCRYPTION_POINT = new ReasonCode("no-encryption-point");
    public static final ReasonCode NO_COMMON_METHOD = new ReasonCode("no-common-method");
    public static final ReasonCode DIVERSITY_NOT_MET = new ReasonCode("diversity-not-met");
    public static final ReasonCode METHOD_FORBIDDEN = new ReasonCode("method-forbidden");
    public static final ReasonCode NO_KEY_PATH = new ReasonCode("no-key-path");
    public static final ReasonCode NO_DATA_PATH = new ReasonCode("no-data-path");
    public static final ReasonCode KEY_RATE_INSUFFICIENT = new ReasonCode("key-rate-insufficient");
    public static final ReasonCode LINK_DOWN = new ReasonCode("link-down");
    public static final ReasonCode LINK_OVERLOADED = new ReasonCode("link-overloaded");
    public static final ReasonCode QBER_TOO_HIGH = new ReasonCode("qber-too-high");
    public static final ReasonCode DEVICE_UNKNOWN = new ReasonCode("device-unknown");
    public static final ReasonCode DEVICE_UNREACHABLE = new ReasonCode("device-unreachable");
    public static final ReasonCode DEVICE_REFUSED = new ReasonCode("device-refused");
    public static final ReasonCode DEVICE_UNSUPPORTED = new ReasonCode("device-unsupported");
    public static final ReasonCode HOST_KEY_MISMATCH = new ReasonCode("host-key-mismatch");
    public static final ReasonCode CREDENTIAL_REFUSED = new ReasonCode("credential-refused");
    public static final ReasonCode MANAGER_UNREACHABLE = new ReasonCode("manager-unreachable");
    public static final ReasonCode MANAGER_REFUSED = new ReasonCode("manager-refused");
    public static final ReasonCode METHOD_UNREACHABLE = new ReasonCode("method-unreachable");
    public static final ReasonCode METHOD_EXHAUSTED = new ReasonCode("method-exhausted");
    public static final ReasonCode METHOD_FAILED = new ReasonCode("method-failed");
    public static final ReasonCode NO_COMMON_SUITE = new ReasonCode("no-common-suite");
    public static final ReasonCode BELOW_FLOOR = new ReasonCode("below-floor");
    public static final ReasonCode WEAKER_SUITE = new ReasonCode("weaker-suite");
    public static final ReasonCode NOT_PROVED = new ReasonCode("not-proved");
    public static final ReasonCode KEY_CONFIRMATION_FAILED = new ReasonCode("key-confirmation-failed");
    public static final ReasonCode STOCK_EMPTY = new ReasonCode("stock-empty");
    public static final ReasonCode KEY_EXPIRED = new ReasonCode("key-expired");
    public static final ReasonCode ENC_DEC_FAILED = new ReasonCode("enc-dec-failed");
    public static final ReasonCode ENC_DEC_DIFFERS = new ReasonCode("enc-dec-differs");
    public static final ReasonCode AUTHENTICATION_FAILED = new ReasonCode("authentication-failed");
    public static final ReasonCode JOURNAL_FAILED = new ReasonCode("journal-failed");
    public static final ReasonCode KEY_LINK_MISSING = new ReasonCode("key-link-missing");
    public static final ReasonCode LIGHT_PATH_MISSING = new ReasonCode("light-path-missing");
    public static final ReasonCode ASSOCIATION_MISSING = new ReasonCode("association-missing");
    public static final ReasonCode PEER_UNREACHABLE = new ReasonCode("peer-unreachable");
    public static final ReasonCode CERTIFICATE_EXPIRES = new ReasonCode("certificate-expires");
    public static final ReasonCode CONFLICT = new ReasonCode("conflict");
    public static final ReasonCode SUSPENDED_BY_OPERATOR = new ReasonCode("suspended-by-operator");
    public static final ReasonCode TIMED_OUT = new ReasonCode("timed-out");
    public static final ReasonCode INTERNAL = new ReasonCode("internal");

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
