package org.openmfs.northbound.check;

import java.util.List;
import javax.xml.namespace.NamespaceContext;

/** A body as it was written, before anybody says what it means. */
sealed interface BodyNode {
    /** A name as it was written. */
    sealed interface Name {
        String local();
    }

    /** A JSON member's name; {@code module} is empty where none was written. */
    record JsonName(String module, String local) implements Name {}

    /** An XML element's name. */
    record XmlName(String namespace, String local) implements Name {}

    /** How a scalar was written; XML knows only text. */
    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        /** JSON's {@code [null]}, which is how the type empty is written. */
        EMPTY,
        NULL,
        XML
    }

    /** @param namespaces prefixes in force, for XML; null for JSON, which has none */
    record Scalar(Kind kind, String text, NamespaceContext namespaces) implements BodyNode {}

    record Branch(List<Member> members) implements BodyNode {}

    /**
     * Everything of one name within a branch.
     *
     * @param array whether JSON wrote it as an array
     */
    record Member(Name name, boolean array, List<BodyNode> items) {}
}
