package org.openmfs.agent.combine;

import java.nio.charset.StandardCharsets;

/**
 * Every label of the protocol, as one tree: what is derived, hashed or authenticated for one end never serves another.
 *
 * <pre>
 * MFS-KC-v2                                  context of a combined key
 * MFS-NT-v2                                  negotiation transcript
 * MFS-KS-v1 / key-confirmation               key schedule
 *           / traffic-secret
 *           / initiator-to-responder / key, salt
 *           / responder-to-initiator / key, salt
 * MFS-CT-v1 / initiator, responder           key confirmation tags
 * MFS-AU-v1 / answer, confirm                what a CF signs with the key of its certificate
 * MFS-PU-v1 / channel                        purposes of a key
 * MFS-PS-v1 / psk-hmac                       secrets of pre-shared keys
 * MFS-RG-v1 / passphrase, epoch, row         sealing of the journal
 * </pre>
 */
public enum Label {
    CONTEXT("MFS-KC-v2"),
    TRANSCRIPT("MFS-NT-v2"),
    KEY_CONFIRMATION("MFS-KS-v1/key-confirmation"),
    TRAFFIC_SECRET("MFS-KS-v1/traffic-secret"),
    INITIATOR_TO_RESPONDER_KEY("MFS-KS-v1/initiator-to-responder/key"),
    INITIATOR_TO_RESPONDER_SALT("MFS-KS-v1/initiator-to-responder/salt"),
    RESPONDER_TO_INITIATOR_KEY("MFS-KS-v1/responder-to-initiator/key"),
    RESPONDER_TO_INITIATOR_SALT("MFS-KS-v1/responder-to-initiator/salt"),
    INITIATOR_TAG("MFS-CT-v1/initiator"),
    RESPONDER_TAG("MFS-CT-v1/responder"),
    ANSWER_SIGNATURE("MFS-AU-v1/answer"),
    CONFIRM_SIGNATURE("MFS-AU-v1/confirm"),
    CHANNEL("MFS-PU-v1/channel"),
    PRE_SHARED_SECRET("MFS-PS-v1/psk-hmac"),
    REGISTRY_PASSPHRASE("MFS-RG-v1/passphrase"),
    REGISTRY_EPOCH("MFS-RG-v1/epoch"),
    REGISTRY_ROW("MFS-RG-v1/row");

    private final String path;

    Label(String path) {
        this.path = path;
    }

    /** The label as text. */
    public String path() {
        return path;
    }

    /** The label as it enters a computation: US-ASCII, not yet length-prefixed. */
    public byte[] octets() {
        return path.getBytes(StandardCharsets.US_ASCII);
    }
}
