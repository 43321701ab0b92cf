package org.openmfs.testbed.tls;

import com.google.gson.JsonObject;
import java.util.List;
import org.openmfs.testbed.web.Json;

/**
 * Whom a certificate names.
 *
 * @param commonName CN of the subject
 * @param uris URI subject alternative names
 * @param hosts IP addresses and host names, as subject alternative names
 */
public record Names(String commonName, List<String> uris, List<String> hosts) {

    public JsonObject toJson() {
        return Json.object("common-name", commonName, "uris", uris, "hosts", hosts);
    }
}
