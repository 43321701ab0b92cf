package org.openmfs.standalone.mdsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactory;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.SchemaContext;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/**
 * The configuration on disk: line one says which generation it is and what the rest must hash to, every further line
 * is one top-level node as RFC 7951 JSON.
 *
 * <p>A generation is written beside its predecessor, forced to the disk and then renamed over it, so that a crash
 * leaves the old or the new one. The predecessor is kept under its own name. Only the owner may read the files: they
 * hold device credentials.
 */
final class ConfigurationFile implements ConfigurationKeeper {
    private static final int FORMAT = 1;

    private final Path current;
    private final Path previous;
    private final JSONCodecFactory codecs;
    private long generation;

    ConfigurationFile(Path folder, EffectiveModelContext models) {
        current = folder.resolve("configuration.json");
        previous = folder.resolve("configuration.previous.json");
        codecs = JSONCodecFactorySupplier.RFC7951.getShared(models);
    }

    @Override
    public ContainerNode load() throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(current);
        } catch (NoSuchFileException e) {
            return emptyRoot();
        }
        try {
            return parse(content);
        } catch (IOException | JsonParseException | IllegalArgumentException | IllegalStateException e) {
            throw new DamagedConfigurationException(
                    current + " can't be used (" + firstLine(e) + "); the generation before it is " + previous
                            + ": look at both, then copy one of them to " + current.getFileName(),
                    e);
        }
    }

    @Override
    public void save(ContainerNode root) throws IOException {
        byte[] body = format(root);
        JsonObject header = new JsonObject();
        header.addProperty("openmfs-configuration", FORMAT);
        header.addProperty("generation", generation + 1);
        header.addProperty("sha256", sha256(body));
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 256);
        whole.writeBytes((header + "\n").getBytes(UTF_8));
        whole.writeBytes(body);
        OwnerOnlyFiles.replaceKeeping(previous, current, whole.toByteArray());
        generation++;
    }

    private ContainerNode parse(byte[] content) throws IOException {
        String text = new String(content, UTF_8);
        int end = text.indexOf('\n');
        if (end < 0) {
            throw new IOException("it ends within its first line");
        }
        JsonObject header = JsonParser.parseString(text.substring(0, end)).getAsJsonObject();
        if (!header.has("openmfs-configuration")
                || header.get("openmfs-configuration").getAsInt() != FORMAT) {
            throw new IOException("it is not of format " + FORMAT);
        }
        String body = text.substring(end + 1);
        if (!sha256(body.getBytes(UTF_8)).equals(header.get("sha256").getAsString())) {
            throw new IOException("its content does not match its checksum");
        }
        generation = header.get("generation").getAsLong();
        var root = ImmutableNodes.newContainerBuilder().withNodeIdentifier(NodeIdentifier.create(SchemaContext.NAME));
        body.lines().forEach(line -> root.withChild(parseLine(line)));
        return root.build();
    }

    private DataContainerChild parseLine(String line) {
        NormalizationResultHolder holder = new NormalizationResultHolder();
        JsonParserStream.create(ImmutableNormalizedNodeStreamWriter.from(holder), codecs)
                .parse(new JsonReader(new StringReader(line)));
        return (DataContainerChild) holder.getResult().data();
    }

    private byte[] format(ContainerNode root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer text = new OutputStreamWriter(bytes, UTF_8)) {
            for (DataContainerChild child : root.body()) {
                formatLine(child, text);
            }
        }
        return bytes.toByteArray();
    }

    private void formatLine(DataContainerChild child, Writer text) throws IOException {
        JsonWriter json = new JsonWriter(text);
        json.beginObject();
        NormalizedNodeWriter.forStreamWriter(JSONNormalizedNodeStreamWriter.createNestedWriter(codecs, json))
                .write(child);
        json.endObject();
        json.flush();
        text.write('\n');
    }

    static ContainerNode emptyRoot() {
        return ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(NodeIdentifier.create(SchemaContext.NAME))
                .build();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
