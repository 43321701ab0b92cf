package org.openmfs.southbound.netconf.xml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads a device's XML by name, past everything that a vendor put beside it. What cannot be what it should is a failure
 * that names the place.
 *
 * @param path where it stands, for people
 */
public record XmlTree(DeviceId device, Element element, String path) {

    public static XmlTree of(DeviceId device, Element element) {
        return new XmlTree(device, element, "/" + element.getLocalName());
    }

    /** The first child of this name in the namespace of its parent. */
    public Optional<XmlTree> child(String name) {
        return children(name).stream().findFirst();
    }

    public List<XmlTree> children(String name) {
        return children(element.getNamespaceURI(), name);
    }

    public List<XmlTree> children(String namespace, String name) {
        List<XmlTree> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && name.equals(child.getLocalName())
                    && namespace.equals(child.getNamespaceURI())) {
                found.add(new XmlTree(device, child, path + "/" + name));
            }
        }
        return found;
    }

    public Optional<String> text(String leaf) {
        return child(leaf).map(XmlTree::text);
    }

    public String text() {
        return element.getTextContent().strip();
    }

    public <T> Optional<T> value(String leaf, Function<String, T> type) throws SouthboundFailure {
        Optional<XmlTree> found = child(leaf);
        return found.isPresent() ? Optional.of(found.get().value(type)) : Optional.empty();
    }

    public <T> T required(String leaf, Function<String, T> type) throws SouthboundFailure {
        return value(leaf, type).orElseThrow(() -> nonsense(leaf + " is missing"));
    }

    public <T> T value(Function<String, T> type) throws SouthboundFailure {
        try {
            return type.apply(text());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw nonsense("'" + CleanText.of(text()) + "' makes no sense");
        }
    }

    /** The local name of an identity, whoever defined it. */
    public static String identity(String text) {
        return text.substring(text.indexOf(':') + 1);
    }

    /** YANG type date-and-time (RFC 6991). */
    public static Instant dateAndTime(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    public SouthboundFailure nonsense(String what) {
        return new SouthboundFailure(
                ReasonCode.DEVICE_UNSUPPORTED, device.value(), "the device answered nonsense: " + path + ": " + what);
    }
}
