package org.openmfs.agent.methods.qkd014;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names a secure application entity, unique in its QKD network (ETSI GS QKD 014, clause 3); 1..256 printable letters. */
public record SaeId(String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,256}");

    public SaeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("SAE id must be 1..256 printable ASCII letters without blanks");
        }
    }

    /** The id as one segment of a URI path. */
    String pathSegment() {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("*", "%2A");
        boolean looksLikeStep = encoded.equals(".") || encoded.equals("..");
        return looksLikeStep ? encoded.replace(".", "%2E") : encoded;
    }
}
