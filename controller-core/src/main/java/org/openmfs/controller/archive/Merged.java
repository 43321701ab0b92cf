package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chains of several members as one, by time. Within a chain the order is that of the chain, also where its clock went
 * back. What stands in several files of one member is read once. Reading is not verifying.
 */
public final class Merged {
    private final List<Lane> lanes;

    /** Gets one entry after the other. */
    public interface Reader {
        void read(MemberId member, Archived entry);
    }

    private Merged(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /**
     * Reads archives and exports.
     *
     * @throws ArchiveFailure if one is missing, empty, none, or damaged; what was read before stays read
     */
    public static void read(List<Path> files, Reader reader) throws ArchiveFailure {
        List<ChainSource> open = new ArrayList<>();
        try {
            for (Path file : files) {
                open.add(ChainSource.open(file));
            }
            new Merged(lanes(open)).all(reader);
        } finally {
            for (ChainSource source : open) {
                source.close();
            }
        }
    }

    private static List<Lane> lanes(List<ChainSource> sources) throws ArchiveFailure {
        Map<MemberId, Lane> lanes = new LinkedHashMap<>();
        List<ChainSource> ordered = sources.stream()
                .sorted(Comparator.comparing(source -> source.before().sequence()))
                .toList();
        for (ChainSource source : ordered) {
            lanes.computeIfAbsent(source.member(), Lane::new).sources.add(source);
        }
        List<Lane> begun = List.copyOf(lanes.values());
        for (Lane lane : begun) {
            lane.advance();
        }
        return begun;
    }

    private void all(Reader reader) throws ArchiveFailure {
        Optional<Lane> earliest = earliest();
        while (earliest.isPresent()) {
            Lane lane = earliest.get();
            reader.read(lane.member, lane.next.orElseThrow());
            lane.advance();
            earliest = earliest();
        }
    }

    private Optional<Lane> earliest() {
        return lanes.stream().filter(lane -> lane.next.isPresent()).min(Comparator.comparing(Lane::time));
    }

    /** One member's files, one after the other. */
    private static final class Lane {
        private final MemberId member;
        private final List<ChainSource> sources = new ArrayList<>();
        private Optional<Archived> next = Optional.empty();
        private long read;

        Lane(MemberId member) {
            this.member = member;
        }

        private Instant time() {
            return next.orElseThrow().time();
        }

        void advance() throws ArchiveFailure {
            next = Optional.empty();
            while (next.isEmpty() && !sources.isEmpty()) {
                Optional<Archived> row = sources.getFirst().next();
                if (row.isEmpty()) {
                    sources.removeFirst();
                } else if (row.get().sequence() > read) {
                    next = row;
                    read = row.get().sequence();
                }
            }
        }
    }
}
