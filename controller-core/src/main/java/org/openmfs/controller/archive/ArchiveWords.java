package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line of {@link ArchiveMain}. */
final class ArchiveWords {
    static final String VERIFY = "verify";
    static final String EXPORT = "export";
    static final String FORGET = "forget";
    static final String SHOW = "show";

    static final String USAGE = """
            usage: ./mfs archive verify FILE... [--head MEMBER:NUMBER:HASH]... [--key FINGERPRINT]...
                   ./mfs archive export FILE --to FILE
                   ./mfs archive forget FILE
                   ./mfs archive show FILE... [--kind KIND] [--since TIME] [--json]
            FILE is a member's archive, which a controller may be writing: archive.db in its data folder; for verify and show
            also an export of one, and several are taken together. forget lets go what was exported.
              --head     an entry that is known from elsewhere, as verify prints it: the files must reach and hold it
              --key      a key that members may have, as verify prints it; without it any key will do
              --to       where to export to; nothing may be there yet
              --kind     entries of this kind alone: audit, step, key-history, report, ...
              --since    entries from then on: 2026-11-30 or 2026-11-30T12:00:00Z, UTC
              --json     each entry as an export has it
              --version  which version this is
              --help     this text
            Ends with 0; 1 if something is broken or can't be done; 2 if called wrongly.
            """;
    /** What takes a value, by command. */
    private static final Map<String, List<String>> VALUED = Map.of(
            VERIFY,
            List.of("--head", "--key"),
            EXPORT,
            List.of("--to"),
            FORGET,
            List.of(),
            SHOW,
            List.of("--kind", "--since"));

    private static final Map<String, List<String>> FLAGS =
            Map.of(VERIFY, List.of(), EXPORT, List.of(), FORGET, List.of(), SHOW, List.of("--json"));
    private static final List<String> REPEATED = List.of("--head", "--key");

    private final String command;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, List<String>> given = new HashMap<>();

    private ArchiveWords(String command) {
        this.command = command;
    }

    /** @throws IllegalArgumentException if they can't be understood; the message is one line */
    static ArchiveWords of(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        String command = rest.isEmpty() ? "" : rest.remove();
        if (!VALUED.containsKey(command)) {
            throw wrong(command.isEmpty() ? "nothing was asked for" : "there is no command '" + shown(command) + "'");
        }
        ArchiveWords read = new ArchiveWords(command);
        while (!rest.isEmpty()) {
            read.take(rest);
        }
        read.check();
        return read;
    }

    private void take(Deque<String> rest) {
        String word = rest.remove();
        if (!word.startsWith("--")) {
            files.add(path(word));
            return;
        }
        boolean valued = VALUED.get(command).contains(word);
        if (!valued && !FLAGS.get(command).contains(word)) {
            throw wrong(command + " has no option " + shown(word));
        }
        if (valued && (rest.isEmpty() || rest.peek().isBlank() || rest.peek().startsWith("--"))) {
            throw wrong(word + " needs a value");
        }
        List<String> values = given.computeIfAbsent(word, none -> new ArrayList<>());
        if (!values.isEmpty() && !REPEATED.contains(word)) {
            throw wrong(word + ": given twice");
        }
        values.add(valued ? rest.remove() : "");
    }

    private void check() {
        if (files.isEmpty()) {
            throw wrong(command + " needs a file");
        }
        if (List.of(EXPORT, FORGET).contains(command) && files.size() > 1) {
            throw wrong(command + " takes one file");
        }
        if (command.equals(EXPORT) && !given.containsKey("--to")) {
            throw wrong("export needs --to");
        }
        heads();
        since();
    }

    String command() {
        return command;
    }

    List<Path> files() {
        return files;
    }

    Path to() {
        return path(given.get("--to").getFirst());
    }

    List<String> keys() {
        return given.getOrDefault("--key", List.of());
    }

    Optional<String> kind() {
        return given.getOrDefault("--kind", List.of()).stream().findFirst();
    }

    boolean json() {
        return given.containsKey("--json");
    }

    Instant since() {
        return given.getOrDefault("--since", List.of()).stream()
                .findFirst()
                .map(ArchiveWords::time)
                .orElse(Instant.MIN);
    }

    /** A head that is known, and whose. */
    record Known(MemberId member, Head head) {}

    List<Known> heads() {
        return given.getOrDefault("--head", List.of()).stream()
                .map(ArchiveWords::known)
                .toList();
    }

    private static Known known(String text) {
        try {
            int colon = text.indexOf(':');
            return new Known(new MemberId(text.substring(0, Math.max(0, colon))), Head.of(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw wrong("--head is MEMBER:NUMBER:HASH, as verify prints it");
        }
    }

    private static Instant time(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw wrong("--since is a day, 2026-11-30, or a time, 2026-11-30T12:00:00Z");
        }
    }

    private static Path path(String word) {
        if (word.isBlank() || word.indexOf('\0') >= 0) {
            throw wrong("'" + shown(word) + "' is no file");
        }
        return Path.of(word);
    }

    /** Nothing that a terminal obeys. */
    static String shown(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + "; ./mfs archive --help tells its use");
    }
}
