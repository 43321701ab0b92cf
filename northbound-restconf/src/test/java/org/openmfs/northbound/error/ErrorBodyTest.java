package org.openmfs.northbound.error;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodyTest {
    @ParameterizedTest
    @ValueSource(strings = {"'\\\"/other:x", "'\\\"/xml:x", "'\\\"\uffff"})
    void whatever_a_key_holds_an_error_is_well_formed_xml(String key) throws Exception {
        ServerError error = ServerError.at(
                "/example:list/entry[id=\"" + key + "\"]", Condition.DATA_MISSING, "There is no such data.");
        byte[] body = ErrorBody.xml(List.of(error), module -> module.equals("example") ? "urn:example" : "");
        DocumentBuilderFactory readers = DocumentBuilderFactory.newInstance();
        readers.setNamespaceAware(true);

        assertThatCode(() -> readers.newDocumentBuilder().parse(new ByteArrayInputStream(body)))
                .doesNotThrowAnyException();
    }
}
