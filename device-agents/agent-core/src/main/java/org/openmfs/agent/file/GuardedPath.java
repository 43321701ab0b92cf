package org.openmfs.agent.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may change what a path leads to: a file that is part of a program is only as good as every folder and link on the
 * way to it.
 */
public final class GuardedPath {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int MOST_LINKS = 40;
    private static final Set<PosixFilePermission> FOR_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final int user;
    private final List<String> faults = new ArrayList<>();
    private final Deque<Path> ahead = new ArrayDeque<>();
    private int links;

    private GuardedPath(int user) {
        this.user = user;
    }

    /**
     * Where a path leads, and by whom it could be led elsewhere.
     *
     * @param target the file itself, without a link on the way
     * @param faults what lies on the way and may be changed by another user than root or the one named; empty if nothing
     */
    public record Way(Path target, List<String> faults) {
        public Way {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Follows it through all its links.
     *
     * @param user who may change it beside root
     * @throws IOException if it does not lead to a file
     */
    public static Way follow(Path path, int user) throws IOException {
        GuardedPath guarded = new GuardedPath(user);
        return new Way(guarded.target(path.toAbsolutePath()), guarded.faults);
    }

    /** The user as whom this process acts. */
    public static int ownUser() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Uid:")) {
                return Integer.parseInt(line.split("\\s+")[2]);
            }
        }
        throw new IOException("/proc/self/status does not say as whom this process acts");
    }

    private Path target(Path path) throws IOException {
        Path at = path.getRoot();
        look(at);
        path.forEach(ahead::addLast);
        while (!ahead.isEmpty()) {
            at = step(at, ahead.removeFirst());
        }
        return at;
    }

    private Path step(Path at, Path name) throws IOException {
        if (name.toString().isEmpty() || name.toString().equals(".")) {
            return at;
        }
        if (name.toString().equals("..")) {
            return at.getNameCount() == 0 ? at : at.resolve("..").normalize();
        }
        Path next = at.resolve(name);
        look(next);
        return Files.isSymbolicLink(next) ? turn(at, Files.readSymbolicLink(next)) : next;
    }

    private Path turn(Path at, Path target) throws IOException {
        links++;
        if (links > MOST_LINKS) {
            throw new IOException(target + ": more than " + MOST_LINKS + " links lead there");
        }
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.addFirst(target.getName(i));
        }
        return target.isAbsolute() ? target.getRoot() : at;
    }

    /** Whoever may write to a folder may put something else there, but where each may move what is his own alone. */
    private void look(Path at) throws IOException {
        Map<String, Object> seen = Files.readAttributes(at, "unix:uid,mode,permissions", LinkOption.NOFOLLOW_LINKS);
        int owner = (Integer) seen.get("uid");
        if (owner != ROOT && owner != user) {
            faults.add(at + " belongs to user " + owner);
        }
        boolean sticky = ((Integer) seen.get("mode") & STICKY) != 0 && Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(at) && !sticky && isOpen(seen.get("permissions"))) {
            faults.add("others may write to " + at);
        }
    }

    private static boolean isOpen(Object permissions) {
        return permissions instanceof Set<?> given && given.stream().anyMatch(FOR_OTHERS::contains);
    }
}
