package org.openmfs.agent.netconf.device;

import java.util.Map;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.w3c.dom.Element;

/**
 * A stored configuration of mfs-agent before revision 2026-11-29 in the words of today: combiners were identities, floors
 * counted families of methods, and a pre-shared key was read from a file by its own method.
 */
final class FormerConfiguration {
    private static final String MODULE = Mfs.name("agent").getNamespace().toString();
    private static final Map<String, Ground> GROUNDS = Map.of(
            "module-lattice", Ground.STRUCTURED_LATTICE,
            "unstructured-lattice", Ground.PLAIN_LATTICE,
            "quantum-channel", Ground.QUANTUM_CHANNEL,
            "pre-shared", Ground.PRE_SHARED);

    private FormerConfiguration() {}

    /**
     * Puts the words of today into it. What has them already stays as it is.
     *
     * @throws RequestRefused naming what words of today can't say
     */
    static void renew(Element stored) throws RequestRefused {
        for (Element association :
                named(named(Stream.of(stored), "agent"), "association").toList()) {
            named(Stream.of(association), "suite").forEach(FormerConfiguration::renewSuite);
            String place = "association "
                    + named(Stream.of(association), "id")
                            .map(Element::getTextContent)
                            .findFirst()
                            .orElse("") + ": floor/";
            for (Element leaf : named(Stream.of(association), "floor")
                    .flatMap(FormerConfiguration::children)
                    .toList()) {
                renewFloor(leaf, place);
            }
        }
    }

    /** Words have no colon: a combiner with one is of a suite of the version before. */
    private static void renewSuite(Element suite) {
        for (Element combiner : named(Stream.of(suite), "combiner").toList()) {
            String identity = combiner.getTextContent();
            if (identity.contains(":")) {
                combiner.setTextContent(word(identity));
                named(Stream.of(suite), "method")
                        .filter(method -> method.getTextContent().equals("psk-file"))
                        .forEach(method -> method.setTextContent("psk-hmac"));
            }
        }
    }

    private static void renewFloor(Element leaf, String place) throws RequestRefused {
        switch (leaf.getLocalName()) {
            case "families" -> replace(leaf, "least-diversity", diversity(leaf.getTextContent(), place));
            case "required-family" -> replace(leaf, "required-ground", ground(word(leaf.getTextContent()), place));
            default -> {
                // The same today.
            }
        }
    }

    /** Of the most different two; that three differ can't be asked for any more. */
    private static String diversity(String families, String place) throws RequestRefused {
        return switch (families) {
            case "1" -> "0";
            case "2" -> "2";
            default ->
                throw refused(place + "families", families, "least-diversity 0..2", "and required-ground for more");
        };
    }

    private static String ground(String family, String place) throws RequestRefused {
        Ground ground = GROUNDS.get(family);
        if (ground == null) {
            throw refused(place + "required-family", family, "required-ground", "one of " + Ground.KNOWN);
        }
        return ground.word();
    }

    private static RequestRefused refused(String leaf, String former, String expected, String more) {
        return RequestRefused.of(
                ErrorTag.INVALID_VALUE, leaf + ": " + expected + " was expected, " + more + ", instead of " + former);
    }

    private static void replace(Element leaf, String name, String value) {
        Element today = leaf.getOwnerDocument().createElementNS(MODULE, name);
        today.setTextContent(value);
        leaf.getParentNode().replaceChild(today, leaf);
    }

    private static String word(String identity) {
        return identity.substring(identity.indexOf(':') + 1);
    }

    private static Stream<Element> named(Stream<Element> parents, String name) {
        return parents.flatMap(FormerConfiguration::children)
                .filter(child -> child.getLocalName().equals(name));
    }

    private static Stream<Element> children(Element parent) {
        return Elements.children(parent).stream().filter(child -> MODULE.equals(child.getNamespaceURI()));
    }
}
