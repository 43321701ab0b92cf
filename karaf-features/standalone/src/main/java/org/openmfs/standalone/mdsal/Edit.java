package org.openmfs.standalone.mdsal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.codec.binfmt.NormalizedNodeDataInput;
import org.opendaylight.yangtools.yang.data.codec.binfmt.NormalizedNodeDataOutput;
import org.opendaylight.yangtools.yang.data.codec.binfmt.NormalizedNodeStreamVersion;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.ModificationType;

/** One of the edits that a commit comes to: each as deep in the tree as it may be. */
sealed interface Edit {
    void applyTo(DataTreeModification change);

    /** A node that is there afterwards, with all below it. */
    record Write(YangInstanceIdentifier path, NormalizedNode node) implements Edit {
        @Override
        public void applyTo(DataTreeModification change) {
            change.write(path, node);
        }
    }

    /** A node that is not there afterwards. */
    record Delete(YangInstanceIdentifier path) implements Edit {
        @Override
        public void applyTo(DataTreeModification change) {
            change.delete(path);
        }
    }

    /**
     * What a commit comes to, nothing where nothing is another after it; costs as much as was written, not as much as
     * there is.
     *
     * <p>Of a candidate's nodes that appeared or disappeared the children don't tell all: what was deleted, written and
     * deleted again in one transaction is in none of them.
     */
    static List<Edit> of(DataTreeCandidate candidate) {
        List<Edit> edits = new ArrayList<>();
        collect(candidate.getRootPath(), candidate.getRootNode(), edits);
        return edits;
    }

    private static void collect(YangInstanceIdentifier path, DataTreeCandidateNode node, List<Edit> edits) {
        NormalizedNode after = node.dataAfter();
        if (node.modificationType() == ModificationType.UNMODIFIED) {
            return;
        }
        if (node.modificationType() == ModificationType.SUBTREE_MODIFIED) {
            node.childNodes().forEach(child -> collect(path.node(child.name()), child, edits));
        } else if (after == null) {
            if (node.dataBefore() != null) {
                edits.add(new Delete(path));
            }
        } else if (!isSame(after, node.dataBefore())) {
            edits.add(new Write(path, after));
        }
    }

    /** Equal leaf-lists may have their values in another order, which counts where users order them. */
    private static boolean isSame(NormalizedNode after, NormalizedNode before) {
        return after.equals(before)
                && after.prettyTree().toString().equals(before.prettyTree().toString());
    }

    /** In OpenDaylight's binary format: names and values as they are, nothing of their models. */
    static byte[] octets(List<Edit> edits) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (NormalizedNodeDataOutput output =
                NormalizedNodeStreamVersion.current().newDataOutput(new DataOutputStream(octets))) {
            output.writeInt(edits.size());
            for (Edit edit : edits) {
                switch (edit) {
                    case Write write -> {
                        output.writeBoolean(true);
                        output.writeYangInstanceIdentifier(write.path());
                        output.writeNormalizedNode(write.node());
                    }
                    case Delete delete -> {
                        output.writeBoolean(false);
                        output.writeYangInstanceIdentifier(delete.path());
                    }
                }
            }
        }
        return octets.toByteArray();
    }

    /** @throws IOException if {@link #octets} wrote something else */
    static List<Edit> read(byte[] octets) throws IOException {
        NormalizedNodeDataInput input =
                NormalizedNodeDataInput.newDataInput(new DataInputStream(new ByteArrayInputStream(octets)));
        List<Edit> edits = new ArrayList<>();
        for (int left = input.readInt(); left > 0; left--) {
            boolean written = input.readBoolean();
            YangInstanceIdentifier path = input.readYangInstanceIdentifier();
            edits.add(written ? new Write(path, input.readNormalizedNode()) : new Delete(path));
        }
        return edits;
    }
}
