package org.openmfs.controller.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Under which ids an association's key link stands in the nodes of a QKD network: derived from the association's name, so that a
 * request made again writes the same entries, and what stands is known to be ours after a restart.
 *
 * @param application of both its applications
 * @param virtualLink of its virtual link, where nodes lie between the ends
 */
public record KeyLinkIds(UUID application, UUID virtualLink) {
    public static KeyLinkIds of(AssociationId association) {
        return new KeyLinkIds(derived("application", association), derived("link", association));
    }

    private static UUID derived(String kind, AssociationId association) {
        return UUID.nameUUIDFromBytes(("openmfs/" + kind + "/" + association).getBytes(StandardCharsets.UTF_8));
    }
}
