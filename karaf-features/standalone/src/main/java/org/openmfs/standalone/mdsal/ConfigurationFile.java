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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.openmfs.northbound.backup.Fault;
import org.openmfs.northbound.backup.FormerWords;

/**
 * The configuration on disk: line one says which generation it is and what the rest must hash to, every further line
 * is one top-level node as RFC 7951 JSON.
 *
 * <p>A generation is written beside its predecessor, forced to the disk and then renamed over it, so that a crash
 * leaves the old or the new one. The predecessor is kept under its own name. Only the owner may read the files: they
 * hold device credentials.
 */
final class ConfigurationFile {
    /** Before it there was no journal beside it. */
    private static final int FORMAT = 3;
    /** With other words. */
    private static final int FORMER = 1;

    private static final String FORMAT_MEMBER = "openmfs-configuration";
    /** What the codec says of a node that it does not know. */
    private static final Pattern UNKNOWN = Pattern.compile("node with name (\\S+) and namespace (\\S+)");

    private final Path current;
    private final Path previous;
    private final JSONCodecFactory codecs;

    ConfigurationFile(Path folder, EffectiveModelContext models) {
        current = folder.resolve("configuration.json");
        previous = folder.resolve("configuration.previous.json");
        codecs = JSONCodecFactorySupplier.RFC7951.getShared(models);
    }

    /**
     * What is kept, empty if nothing is.
     *
     * @throws DamagedConfigurationException if it can't be used
     * @throws IOException if it can't be read
     */
    Snapshot load() throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(current);
        } catch (NoSuchFileException e) {
            return new Snapshot(0, Sha256.hexOf(), false, emptyRoot());
        }
        try {
            return parse(content);
        } catch (UnexpectedTextException e) {
            throw new DamagedConfigurationException(current + ": " + e.getMessage() + "; " + remedy(), e);
        }
    }

    /** What leads on from here: to the generation before, where that can be used, else to a backup. */
    private String remedy() {
        String anew = ", then --import a backup, or begin anew";
        try {
            parse(Files.readAllBytes(previous));
            return "the generation before it is " + previous + ": copy that to " + current.getFileName()
                    + " to go back to it";
        } catch (NoSuchFileException none) {
            return "there is no generation before it: move it away" + anew;
        } catch (IOException unusable) {
            return previous + ", the generation before it, can't be used either: move both away" + anew;
        }
    }

    /**
     * Keeps a configuration; when this returns, it survives a crash.
     *
     * @throws IOException if it could not be kept; what was kept before stays
     */
    void save(Snapshot snapshot) throws IOException {
        byte[] body = format(snapshot.root());
        JsonObject header = new JsonObject();
        header.addProperty(FORMAT_MEMBER, FORMAT);
        header.addProperty("generation", snapshot.generation());
        header.addProperty("sha256", Sha256.hexOf(body));
        header.addProperty("journal", snapshot.mark());
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 256);
        whole.writeBytes((header + "\n").getBytes(UTF_8));
        whole.writeBytes(body);
        OwnerOnlyFiles.replaceKeeping(previous, current, whole.toByteArray());
    }

    /** Says at which line what was expected. */
    private static final class UnexpectedTextException extends IOException {
        private static final long serialVersionUID = 1L;

        UnexpectedTextException(String message) {
            super(message);
        }
    }

    /**
     * A whole configuration.
     *
     * @param generation how many commits led to it
     * @param mark of the journal's entry of that generation: the next one follows it
     * @param beside whether a journal may stand beside it
     */
    record Snapshot(long generation, String mark, boolean beside, ContainerNode root) {}

    private Snapshot parse(byte[] content) throws UnexpectedTextException {
        String text = new String(content, UTF_8);
        int end = text.indexOf('\n');
        JsonObject header = header(text.substring(0, Math.max(end, 0)));
        String body = text.substring(end + 1);
        String hash = header.get("sha256").getAsString();
        if (!Sha256.hexOf(body.getBytes(UTF_8)).equals(hash)) {
            throw new UnexpectedTextException(
                    "line 2 to the end: what has the checksum of line 1 was expected; it was cut off, or changed by"
                            + " hand, which is refused: RESTCONF changes it, or --export, a change of the backup and"
                            + " --import --replace");
        }
        int format = header.get(FORMAT_MEMBER).getAsInt();
        var root = ImmutableNodes.newContainerBuilder().withNodeIdentifier(NodeIdentifier.create(SchemaContext.NAME));
        int number = 1;
        for (String line : body.lines().toList()) {
            number++;
            root.withChild(parseLine(format == FORMER ? renewed(line, number) : line, number));
        }
        boolean beside = format == FORMAT;
        String mark = beside ? header.get("journal").getAsString() : hash;
        return new Snapshot(header.get("generation").getAsLong(), mark, beside, root.build());
    }

    private static JsonObject header(String line) throws UnexpectedTextException {
        try {
            JsonObject header = JsonParser.parseString(line).getAsJsonObject();
            int format = header.get(FORMAT_MEMBER).getAsInt();
            boolean whole = format <= FORMAT
                    && format >= FORMER
                    && (format < FORMAT
                            || header.get("journal").getAsJsonPrimitive().isString())
                    && header.get("generation").getAsLong() >= 0
                    && header.get("sha256").getAsJsonPrimitive().isString();
            if (whole) {
                return header;
            }
        } catch (JsonParseException
                | IllegalStateException
                | NumberFormatException
                | NullPointerException
                | UnsupportedOperationException e) {
            // The same as another format.
        }
        throw new UnexpectedTextException("line 1: {\"" + FORMAT_MEMBER + "\":" + FORMAT
                + ",\"generation\":NUMBER,\"sha256\":HEX,\"journal\":HEX} was" + " expected");
    }

    private static String renewed(String line, int number) throws UnexpectedTextException {
        try {
            JsonObject nodes = JsonParser.parseString(line).getAsJsonObject();
            List<Fault> unsaid = FormerWords.renew(nodes);
            if (unsaid.isEmpty()) {
                return nodes.toString();
            }
            throw new UnexpectedTextException("line " + number + ": "
                    + unsaid.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        } catch (JsonParseException | IllegalStateException nonsense) {
            return line;
        }
    }

    private DataContainerChild parseLine(String line, int number) throws UnexpectedTextException {
        try {
            NormalizationResultHolder holder = new NormalizationResultHolder();
            JsonParserStream.create(ImmutableNormalizedNodeStreamWriter.from(holder), codecs)
                    .parse(new JsonReader(new StringReader(line)));
            return (DataContainerChild) holder.getResult().data();
        } catch (JsonParseException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            Matcher unknown = UNKNOWN.matcher(String.valueOf(e.getMessage()));
            throw new UnexpectedTextException("line " + number + ": a top-level node of these models was expected"
                    + (unknown.find() ? ", and they know no " + unknown.group(1) + " of " + unknown.group(2) : ""));
        }
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
}
