package org.openmfs.northbound.write;

import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** A change of the configuration, apart from whether it may be made. What an edit adds brings what is around it along. */
public sealed interface Edit {
    /** Where it changes something. */
    YangInstanceIdentifier path();

    /** What it writes; empty if it only takes away, or moves. */
    Optional<NormalizedNode> written();

    /** The single edits that it stands for. */
    default List<Edit> parts() {
        return List.of(this);
    }

    /** Something comes where there is nothing. */
    record Create(YangInstanceIdentifier path, NormalizedNode node) implements Edit {
        @Override
        public Optional<NormalizedNode> written() {
            return Optional.of(node);
        }
    }

    /** Something takes the place of what is there. */
    record Replace(YangInstanceIdentifier path, NormalizedNode node) implements Edit {
        @Override
        public Optional<NormalizedNode> written() {
            return Optional.of(node);
        }
    }

    /** Something is added to what is there, which may be nothing. */
    record Merge(YangInstanceIdentifier path, NormalizedNode node) implements Edit {
        @Override
        public Optional<NormalizedNode> written() {
            return Optional.of(node);
        }
    }

    /** Something is added to what must be there (RFC 8040, section 4.6). */
    record Amend(YangInstanceIdentifier path, NormalizedNode node) implements Edit {
        @Override
        public Optional<NormalizedNode> written() {
            return Optional.of(node);
        }
    }

    /** What must be there goes. */
    record Delete(YangInstanceIdentifier path) implements Edit {
        @Override
        public Optional<NormalizedNode> written() {
            return Optional.empty();
        }
    }

    /** What may be there goes. */
    record Remove(YangInstanceIdentifier path) implements Edit {
        @Override
        public Optional<NormalizedNode> written() {
            return Optional.empty();
        }
    }

    /**
     * An entry of a list that users order comes to its place.
     *
     * @param path the entry's
     * @param written the entry; empty for one that is there and stays as it is
     * @param isNew whether there must be no such entry yet
     */
    record Insert(YangInstanceIdentifier path, Optional<NormalizedNode> written, Position position, boolean isNew)
            implements Edit {}

    /** The whole configuration is this and no more. */
    record ReplaceAll(List<NormalizedNode> topLevel) implements Edit {
        public ReplaceAll {
            topLevel = List.copyOf(topLevel);
        }

        @Override
        public YangInstanceIdentifier path() {
            return YangInstanceIdentifier.of();
        }

        @Override
        public Optional<NormalizedNode> written() {
            return Optional.empty();
        }

        @Override
        public List<Edit> parts() {
            return topLevel.stream()
                    .<Edit>map(node -> new Replace(YangInstanceIdentifier.of(node.name()), node))
                    .toList();
        }
    }

    /**
     * Several at one place, which a client asked for as one.
     *
     * @param path around all of them
     */
    record Several(YangInstanceIdentifier path, List<Edit> parts) implements Edit {
        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public Optional<NormalizedNode> written() {
            return Optional.empty();
        }
    }
}
