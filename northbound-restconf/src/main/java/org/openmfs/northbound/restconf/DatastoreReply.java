package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.MoreObjects.ToStringHelper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.api.query.PrettyPrintParam;

/**
 * The whole datastore as {@code ietf-restconf:data} (RFC 8040, section 3.4), which can be written back; the engine knows
 * it without a name in JSON and by NETCONF's in XML.
 */
final class DatastoreReply extends FormattableBody {
    private static final String NETCONF = "<data xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";
    private static final String RESTCONF = "<data xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\"";

    private final FormattableBody content;

    DatastoreReply(FormattableBody content) {
        this.content = content;
    }

    @Override
    public void formatToJSON(PrettyPrintParam pretty, OutputStream out) throws IOException {
        out.write("{\"ietf-restconf:data\":".getBytes(UTF_8));
        content.formatToJSON(pretty, out);
        out.write('}');
    }

    @Override
    public void formatToXML(PrettyPrintParam pretty, OutputStream out) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        content.formatToXML(pretty, whole);
        String text = whole.toString(UTF_8);
        out.write((text.startsWith(NETCONF) ? RESTCONF + text.substring(NETCONF.length()) : text).getBytes(UTF_8));
    }

    @Override
    protected ToStringHelper addToStringAttributes(ToStringHelper helper) {
        return helper.add("content", content);
    }
}
