package org.openmfs.northbound.check;

import java.util.List;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/**
 * Where the configuration says how we show other sides who we are: entries of a list, each with a secret.
 *
 * @param container the top-level node in which the list is
 * @param list the list, an entry for each other side
 * @param secret the leaf that no read returns
 * @param flag a leaf of state, which says whether there is a secret
 * @param user the leaf without which the secret is of no use; the list's key, where it needs no other
 * @param side the leaves that say who the other side is
 */
public record Credential(QName container, QName list, QName secret, QName flag, QName user, List<QName> side) {
    public Credential {
        side = List.copyOf(side);
    }

    /** The entries of all other sides. */
    public YangInstanceIdentifier entries() {
        return YangInstanceIdentifier.of(container, list);
    }
}
