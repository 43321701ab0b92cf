package org.openmfs.karaf.composition;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the controller says of itself when it is up, line by line; the last is the one that others wait for.
 *
 * @param data folder of everything that outlives it
 * @param password the file of the first administrator's; told while it is there
 * @param console how to reach one
 * @param restconf RESTCONF's root
 */
public record Announcement(Path data, Path password, String console, URI restconf) {
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("data in " + data);
        if (Files.exists(password)) {
            lines.add("user admin, password in " + password);
        }
        lines.add("console: " + console);
        lines.add("API page at " + restconf.resolve("/openapi"));
        lines.add("RESTCONF at " + restconf);
        return lines;
    }
}
