package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What {@link ArchiveMain} does. */
final class ArchiveCommand {
    static final int FINE = 0;
    static final int BROKEN = 1;
    static final int WRONG_WORDS = 2;

    private final PrintStream out;
    private final PrintStream err;

    ArchiveCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit status. */
    int run(List<String> arguments) {
        try {
            ArchiveWords words = ArchiveWords.of(arguments);
            return switch (words.command()) {
                case ArchiveWords.VERIFY -> verify(words);
                case ArchiveWords.EXPORT -> export(words);
                case ArchiveWords.FORGET -> forget(words);
                default -> show(words);
            };
        } catch (IllegalArgumentException e) {
            return fail(e.getMessage(), WRONG_WORDS);
        } catch (ArchiveFailure e) {
            return fail(e.getMessage(), BROKEN);
        }
    }

    private int fail(String message, int status) {
        err.println("archive: " + ArchiveWords.shown(message));
        return status;
    }

    private int verify(ArchiveWords words) {
        Verification verification = new Verification(words.files(), words.keys());
        words.heads().forEach(known -> verification.expecting(known.member(), known.head()));
        List<Verdict> verdicts = verification.verdicts();
        verdicts.forEach(this::print);
        return verdicts.stream().allMatch(Verdict::isSound) ? FINE : BROKEN;
    }

    private void print(Verdict verdict) {
        boolean ofFile = !verdict.file().toString().isEmpty();
        String subject = ofFile ? verdict.file().toString() : "member " + verdict.member();
        if (!verdict.isSound()) {
            out.println(ArchiveWords.shown(subject + ": BROKEN: " + verdict.fault()));
        } else if (ofFile) {
            out.println(ArchiveWords.shown(subject + ": sound, head " + verdict.member() + ":" + verdict.head()));
        } else {
            out.println(subject + ":");
        }
        verdict.notes().forEach(note -> out.println("  " + ArchiveWords.shown(note)));
    }

    /** What only the writer of an archive can do; another process that is it is asked. */
    private interface Deed {
        String of(Archive archive) throws ArchiveFailure;
    }

    private int export(ArchiveWords words) throws ArchiveFailure {
        Path to = words.to().toAbsolutePath();
        JsonObject asked = new JsonObject();
        asked.addProperty(ArchiveDoor.TO, to.toString());
        return byTheWriter(words, asked, archive -> archive.export(to, who()).text(archive.member()));
    }

    private int forget(ArchiveWords words) throws ArchiveFailure {
        return byTheWriter(words, new JsonObject(), archive -> gone(archive.forgetExported(who())));
    }

    static String gone(long entries) {
        return entries + (entries == 1 ? " entry" : " entries") + " that had been exported went";
    }

    private static String who() {
        return System.getProperty("user.name") + " at the command line";
    }

    private int byTheWriter(ArchiveWords words, JsonObject asked, Deed deed) throws ArchiveFailure {
        Path file = words.files().getFirst();
        MemberId member = memberOf(file);
        Settings settings = new Settings(file, member, Limits.NONE, VerificationKey.ED25519);
        try (Archive archive = Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM)) {
            out.println(ArchiveWords.shown(deed.of(archive)));
            return FINE;
        } catch (ArchiveFailure why) {
            ArchiveOwner owner = new ArchiveOwner(file);
            if (why.why() != Why.HELD || !owner.isThere()) {
                throw why;
            }
            asked.addProperty(ArchiveDoor.ASK, words.command());
            asked.addProperty(ArchiveDoor.WHO, who());
            out.println(ArchiveWords.shown(owner.ask(asked)));
            return FINE;
        }
    }

    private static MemberId memberOf(Path file) throws ArchiveFailure {
        try (ChainSource source = ChainSource.open(file)) {
            if (source instanceof ExportSource) {
                throw new ArchiveFailure(Why.UNREADABLE, file + " is an export already");
            }
            return source.member();
        }
    }

    private int show(ArchiveWords words) throws ArchiveFailure {
        Merged.read(words.files(), (member, row) -> {
            boolean wanted = words.kind().map(row.entry().kind()::equals).orElse(true)
                    && !row.time().isBefore(words.since());
            if (wanted) {
                out.println(words.json() ? ExportText.of(row) : line(member, row));
            }
        });
        return FINE;
    }

    private static String line(MemberId member, Archived row) {
        Entry entry = row.entry();
        StringBuilder line = new StringBuilder(row.time().toString())
                .append(' ')
                .append(member)
                .append(' ')
                .append(row.sequence())
                .append(' ')
                .append(entry.kind())
                .append(' ')
                .append(entry.who());
        if (!entry.from().isEmpty()) {
            line.append(" from ").append(entry.from());
        }
        line.append(": ").append(entry.what());
        if (!entry.outcome().isEmpty()) {
            line.append(": ").append(entry.outcome());
        }
        return ArchiveWords.shown(line.toString());
    }
}
