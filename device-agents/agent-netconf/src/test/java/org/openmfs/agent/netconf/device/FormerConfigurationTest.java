package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Which words a configuration of the version before gets, and what is refused instead of guessed. */
final class FormerConfigurationTest {
    private static Element stored(String inAssociation) throws Exception {
        String text = "<config xmlns=\"" + Elements.BASE + "\"><agent xmlns=\"urn:openmfs:yang:mfs-agent\">"
                + "<association><id>blue</id>" + inAssociation + "</association></agent></config>";
        return UntrustedXML.newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    /** Name and value of each leaf behind the association's id. */
    private static List<String> renewed(String inAssociation) throws Exception {
        Element stored = stored(inAssociation);
        FormerConfiguration.renew(stored);
        Element association = Elements.only(Elements.only(stored));
        return Elements.children(association).stream()
                .skip(1)
                .flatMap(part -> Elements.children(part).stream())
                .map(leaf -> leaf.getLocalName() + " " + leaf.getTextContent())
                .toList();
    }

    private static String suite(String combiner) {
        return "<suite><id>psk-file</id><method>ml-kem-768</method><method>psk-file</method><combiner"
                + " xmlns:t=\"urn:openmfs:yang:mfs-types\">" + combiner + "</combiner></suite>";
    }

    @Test
    void a_suite_of_the_version_before_has_its_combiner_and_its_pre_shared_key_by_their_names_of_today()
            throws Exception {
        assertThat(renewed(suite("t:hmac-sha384-extract")))
                .containsExactly("id psk-file", "method ml-kem-768", "method psk-hmac", "combiner hmac-sha384-extract");
    }

    @Test
    void a_suite_of_today_stays_as_it_is() throws Exception {
        assertThat(renewed(suite("hmac-sha384-extract")))
                .containsExactly("id psk-file", "method ml-kem-768", "method psk-file", "combiner hmac-sha384-extract");
    }

    @ParameterizedTest
    @CsvSource({
        "module-lattice, structured-lattice",
        "unstructured-lattice, plain-lattice",
        "quantum-channel, quantum-channel",
        "pre-shared, pre-shared"
    })
    void a_floor_asks_for_the_ground_that_a_family_had(String family, String ground) throws Exception {
        assertThat(renewed("<floor><factors>2</factors><families>2</families><required-family>t:" + family
                        + "</required-family></floor>"))
                .containsExactly("factors 2", "least-diversity 2", "required-ground " + ground);
        assertThat(renewed("<floor><families>1</families></floor>")).containsExactly("least-diversity 0");
    }

    @Test
    void what_words_of_today_cannot_say_is_told_with_its_association_and_leaf() throws Exception {
        Element three = stored("<floor><families>3</families></floor>");
        Element code = stored("<floor><required-family>t:code</required-family></floor>");

        assertThatThrownBy(() -> FormerConfiguration.renew(three))
                .isInstanceOf(RequestRefused.class)
                .hasMessage(
                        "association blue: floor/families: least-diversity 0..2 was expected, and required-ground for"
                                + " more, instead of 3");
        assertThatThrownBy(() -> FormerConfiguration.renew(code))
                .isInstanceOf(RequestRefused.class)
                .hasMessage("association blue: floor/required-family: required-ground was expected, one of"
                        + " [structured-lattice, plain-lattice, code-quasi-cyclic, code-goppa, quantum-channel, pre-shared],"
                        + " instead of code");
    }
}
