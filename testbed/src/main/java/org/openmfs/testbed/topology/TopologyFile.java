package org.openmfs.testbed.topology;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openmfs.testbed.web.Json;

/** Reads a topology file and tells everything that is wrong in it; {@code docs/testbed.md} describes its members. */
public final class TopologyFile {
    private static final int LARGEST = 4 << 20;

    private TopologyFile() {}

    /** @throws TopologyException naming each member that is wrong */
    public static Topology read(Path file) throws IOException, TopologyException {
        byte[] content;
        if (Files.isDirectory(file)) {
            throw new TopologyException(List.of("is a folder, and a file is needed"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LARGEST + 1);
        }
        if (content.length > LARGEST) {
            throw new TopologyException(List.of("must be at most " + LARGEST + " bytes long"));
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new TopologyException(List.of("must be a text in UTF-8"));
        }
    }

    /** @throws TopologyException naming each member that is wrong */
    public static Topology parse(String text) throws TopologyException {
        Faults faults = new Faults();
        Field root = new Field("", object(text), faults).knowing("name", "comment", "qkd", "apn");
        Optional<String> name = root.identifier("name");
        root.text("comment", "");
        UsedPorts ports = new UsedPorts();
        QkdPlan qkd = root.has("qkd") ? new QkdReader(ports).read(root.child("qkd")) : QkdReader.NONE;
        ApnPlan apn = root.has("apn") ? new ApnReader(ports).read(root.child("apn")) : ApnReader.NONE;
        if (faults.isEmpty() && qkd.nodes().isEmpty() && apn.nodes().isEmpty()) {
            faults.add("qkd.nodes", "a topology needs QKD nodes, APN nodes or both");
        }
        faults.report();
        return new Topology(name.orElseThrow(), qkd, apn);
    }

    private static JsonObject object(String text) throws TopologyException {
        try {
            return Json.parseObject(text);
        } catch (JsonParseException e) {
            throw new TopologyException(List.of("not JSON: " + e.getMessage()));
        }
    }
}
