package org.openmfs.southbound.netconf.xml;

import java.util.Optional;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.w3c.dom.Element;

/**
 * Why a device refused a request (RFC 6241 section 4.3).
 *
 * @param path empty where the device gives none
 * @param message empty where the device gives none
 * @param holder session that holds the lock, for {@code lock-denied}; 0 is no NETCONF session
 */
public record RpcError(String tag, String path, String message, Optional<String> holder) {

    /** The first error in this reply; warnings are none. */
    public static Optional<RpcError> in(DeviceId device, Element reply) {
        return XmlTree.of(device, reply).children(Names.NETCONF, "rpc-error").stream()
                .filter(error -> !error.text("error-severity").equals(Optional.of("warning")))
                .findFirst()
                .map(RpcError::read);
    }

    private static RpcError read(XmlTree error) {
        return new RpcError(
                error.text("error-tag").orElse("operation-failed"),
                error.text("error-path").orElse(""),
                error.text("error-message").orElse(""),
                error.child("error-info").flatMap(info -> info.text("session-id")));
    }

    public SouthboundFailure refusal(DeviceId device, String request) {
        StringBuilder text = new StringBuilder("the device refused ")
                .append(request)
                .append(": ")
                .append(tag);
        if (!path.isEmpty()) {
            text.append(" at ").append(CleanText.of(path));
        }
        String said = CleanText.of(message);
        if (!said.isEmpty()) {
            text.append(": ").append(said);
        }
        return new SouthboundFailure(ReasonCode.DEVICE_REFUSED, device.value(), text.toString());
    }
}
