package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.ServerError;

/** Secrets that stand in clear among the data of a whole configuration, whether or not the data fit the models. */
record ClearSecrets(DatabindContext databind, List<Credential> credentials) {
    private static final String BELONGS =
            "a secret stands under sealed, never in clear among the data: an --export of a controller that has it makes such"
                    + " a file; or take it out, and set it over RESTCONF after the import";

    /** Where each is, as the member sealed names it. */
    List<ServerError> in(JsonObject data) {
        List<ServerError> found = new ArrayList<>();
        for (Credential credential : credentials) {
            if (member(data, credential.container()).orElse(null) instanceof JsonObject container
                    && member(container, credential.list()).orElse(null) instanceof JsonArray entries) {
                entries.forEach(entry -> look(credential, entry, found));
            }
        }
        return found;
    }

    private void look(Credential credential, JsonElement element, List<ServerError> found) {
        if (element instanceof JsonObject entry
                && member(entry, credential.secret()).isPresent()) {
            String key = member(entry, QName.create(credential.list(), "id"))
                    .filter(JsonElement::isJsonPrimitive)
                    .map(JsonElement::getAsString)
                    .orElse("");
            String path = "/" + moduleOf(credential.container()) + ":"
                    + credential.container().getLocalName() + "/"
                    + credential.list().getLocalName() + "="
                    + URLEncoder.encode(key, UTF_8).replace("+", "%20") + "/"
                    + credential.secret().getLocalName();
            found.add(ServerError.at(path, Condition.BAD_ELEMENT, BELONGS));
        }
    }

    /** With the name of its module or without. */
    private Optional<JsonElement> member(JsonObject object, QName name) {
        String qualified = moduleOf(name) + ":" + name.getLocalName();
        return object.entrySet().stream()
                .filter(one -> one.getKey().equals(qualified) || one.getKey().equals(name.getLocalName()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private String moduleOf(QName name) {
        return databind.modelContext()
                .findModuleStatement(name.getModule())
                .orElseThrow()
                .argument()
                .getLocalName();
    }
}
