package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Verifies files of one or several members together: archives and exports. Each member chains separately; several files of
 * one member have to tell the same history.
 *
 * <p>What a file alone can't show is that entries were taken off its end, or that an older copy was put back: a head that
 * somebody else kept shows it ({@link #expecting}).
 */
public final class Verification {
    private final List<Path> files;
    private final Map<MemberId, List<Head>> known = new HashMap<>();
    private final Map<MemberId, VerificationKey> keys = new HashMap<>();
    private final List<String> fingerprints;

    /**
     * @param files archives and exports, in any order
     * @param fingerprints of keys that members may have; empty if any key will do
     */
    public Verification(List<Path> files, List<String> fingerprints) {
        this.files = List.copyOf(files);
        this.fingerprints = List.copyOf(fingerprints);
    }

    /** A head of a member's chain, kept elsewhere: the files have to reach and to hold it. */
    public Verification expecting(MemberId member, Head head) {
        known.computeIfAbsent(member, none -> new ArrayList<>()).add(head);
        return this;
    }

    /** A verdict for each file, then one for each head that no file reaches. */
    public List<Verdict> verdicts() {
        Map<MemberId, List<Head>> expected = copy(known);
        files.forEach(this::learn);
        List<Verdict> verdicts = new ArrayList<>();
        Map<MemberId, Parts> parts = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        for (Path file : files) {
            verdicts.add(verdict(file, parts));
        }
        expected.forEach((member, heads) -> verdicts.addAll(
                parts.computeIfAbsent(member, none -> new Parts()).unreached(member, heads)));
        parts.forEach((member, part) -> verdicts.addAll(part.gaps(member)));
        return verdicts;
    }

    private static Map<MemberId, List<Head>> copy(Map<MemberId, List<Head>> of) {
        Map<MemberId, List<Head>> copy = new HashMap<>();
        of.forEach((member, heads) -> copy.put(member, List.copyOf(heads)));
        return copy;
    }

    /** Where the parts of one member's chain lie, so that each is held against the others. */
    private void learn(Path file) {
        try (ChainSource source = ChainSource.open(file)) {
            keys.putIfAbsent(source.member(), source.key());
            Stream.of(source.before(), source.last())
                    .filter(head -> !head.isNone())
                    .forEach(head -> expecting(source.member(), head));
        } catch (ArchiveFailure told) {
            // Its own verdict says so.
            return;
        }
    }

    private Verdict verdict(Path file, Map<MemberId, Parts> parts) {
        try (ChainSource source = ChainSource.open(file)) {
            ChainCheck check = new ChainCheck(source, known.getOrDefault(source.member(), List.of()));
            String fault = fault(file, source, check);
            if (fault.isEmpty()) {
                parts.computeIfAbsent(source.member(), none -> new Parts())
                        .add(source.before().sequence() + 1, check.head().sequence());
            }
            return new Verdict(file, source.member().name(), check.head(), fault, notes(source, check));
        } catch (ArchiveFailure unreadable) {
            return new Verdict(file, "", Head.NONE, unnamed(file, unreadable), List.of());
        }
    }

    private String fault(Path file, ChainSource source, ChainCheck check) {
        if (!keys.get(source.member()).equals(source.key())) {
            return "it has another key than the file of the same member before it";
        }
        if (!fingerprints.isEmpty() && !fingerprints.contains(source.key().fingerprint())) {
            return "its key has fingerprint " + source.key().fingerprint() + ", which is none of those expected";
        }
        try {
            check.run();
            return "";
        } catch (ArchiveFailure broken) {
            return unnamed(file, broken);
        }
    }

    /** The file is named beside it. */
    private static String unnamed(Path file, ArchiveFailure told) {
        String named = file + ": ";
        String text = told.getMessage();
        return text.startsWith(named) ? text.substring(named.length()) : text;
    }

    private static List<String> notes(ChainSource source, ChainCheck check) {
        List<String> notes = new ArrayList<>();
        if (!source.before().isNone()) {
            notes.add("begins with entry " + (source.before().sequence() + 1));
        }
        long last = check.head().sequence();
        if (last > check.signed()) {
            notes.add("what follows entry " + check.signed() + " (" + (last - check.signed())
                    + ") is held by the chain alone: no signature covers it yet");
        }
        notes.add("key " + source.key().algorithm() + " " + source.key().fingerprint());
        return notes;
    }
}
