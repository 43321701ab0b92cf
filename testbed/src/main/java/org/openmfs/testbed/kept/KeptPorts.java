package org.openmfs.testbed.kept;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.OptionalInt;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.PortMemory;

/** Ports that the doors of one network drew at its first start. */
public final class KeptPorts implements PortMemory {
    private final KeptFolder folder;
    private final String file;
    private final JsonObject ports;

    /** @throws IOException where the file can't be read, or is not what this testbed wrote */
    public KeptPorts(KeptFolder folder, String network) throws IOException {
        this.folder = folder;
        this.file = network + "-ports.json";
        this.ports = folder.read(file).orElseGet(JsonObject::new);
        for (String purpose : ports.keySet()) {
            if (!Json.text(ports, purpose).orElse("").matches("[1-9][0-9]{0,4}")) {
                throw folder.spoilt(file, new IllegalArgumentException(purpose));
            }
        }
    }

    @Override
    public synchronized OptionalInt drawn(String purpose) {
        return ports.has(purpose) ? OptionalInt.of(ports.get(purpose).getAsInt()) : OptionalInt.empty();
    }

    @Override
    public synchronized void keep(String purpose, int port) throws IOException {
        if (drawn(purpose).orElse(0) != port) {
            ports.addProperty(purpose, port);
            folder.write(file, ports);
        }
    }

    @Override
    public String advice() {
        return "this port was drawn at the first start: free it, set it in the topology file, or delete "
                + folder.path().resolve(file);
    }
}
