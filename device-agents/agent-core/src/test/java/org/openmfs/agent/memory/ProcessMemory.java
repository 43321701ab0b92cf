package org.openmfs.agent.memory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that a Java process holds in its memory, as its owner may read it under Linux; and its heap dump. */
public final class ProcessMemory {
    private static final int BLOCK = 1 << 20;
    private static final long PATIENCE_S = 120;
    private static final Pattern REGION = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\S+ *(.*)");
    private static final Pattern HEAP = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)");

    private final long pid;

    public ProcessMemory(long pid) {
        this.pid = pid;
    }

    /** Where a copy lies. */
    public record Copy(KeySearch.Found found, String owner) {}

    private record Region(long from, long end, boolean readable, String name) {
        boolean has(long address) {
            return address >= from && address < end;
        }
    }

    /** Whether this process may read the memory of that one. */
    public boolean isOpen() {
        try {
            return Files.isReadable(file("mem"))
                    && Files.readAllLines(file("maps")).size() > 1;
        } catch (IOException closed) {
            return false;
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    /** What is found anywhere in the process. */
    public List<Copy> search(KeySearch search) throws IOException, InterruptedException {
        Region heap = heap();
        List<Copy> copies = new ArrayList<>();
        try (RandomAccessFile memory = new RandomAccessFile(file("mem").toFile(), "r")) {
            for (Region region : regions()) {
                Set<KeySearch.Found> found = new LinkedHashSet<>();
                if (region.readable()) {
                    search(memory, region, search, found);
                }
                found.forEach(one -> copies.add(new Copy(one, heap.has(one.address()) ? "heap" : region.name())));
            }
        }
        return copies;
    }

    private static void search(RandomAccessFile memory, Region region, KeySearch search, Set<KeySearch.Found> found)
            throws IOException {
        byte[] block = new byte[BLOCK];
        for (long at = region.from(); at < region.end(); at += BLOCK - KeySearch.PIECE + 1) {
            int length = (int) Math.min(BLOCK, region.end() - at);
            memory.seek(at);
            try {
                memory.readFully(block, 0, length);
            } catch (IOException gone) {
                // The process gave it back, or it is a device's.
                continue;
            }
            search.search(block, length, at, found);
        }
    }

    private List<Region> regions() throws IOException {
        List<Region> regions = new ArrayList<>();
        for (String line : Files.readAllLines(file("maps"))) {
            Matcher region = REGION.matcher(line);
            if (region.matches() && !region.group(4).startsWith("[v")) {
                regions.add(new Region(
                        Long.parseUnsignedLong(region.group(1), 16),
                        Long.parseUnsignedLong(region.group(2), 16),
                        region.group(3).startsWith("r"),
                        region.group(4).isEmpty() ? "memory without a name" : region.group(4)));
            }
        }
        return regions;
    }

    private Region heap() throws IOException, InterruptedException {
        Matcher heap = HEAP.matcher(jcmd("GC.heap_info"));
        if (!heap.find()) {
            throw new IOException("the process does not say where its heap is");
        }
        return new Region(
                Long.parseUnsignedLong(heap.group(1), 16), Long.parseUnsignedLong(heap.group(2), 16), true, "heap");
    }

    /** What is found in a dump of all that is reachable, after a full collection. */
    public Set<KeySearch.Found> searchDump(KeySearch search, Path dump) throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.heap_dump", dump.toString());
        Set<KeySearch.Found> found = new LinkedHashSet<>();
        byte[] block = new byte[BLOCK];
        try (InputStream input = new BufferedInputStream(Files.newInputStream(dump), BLOCK)) {
            int kept = 0;
            long at = 0;
            for (int read = input.readNBytes(block, 0, BLOCK); read > 0; ) {
                int length = kept + read;
                search.search(block, length, at, found);
                kept = Math.min(length, KeySearch.PIECE - 1);
                System.arraycopy(block, length - kept, block, 0, kept);
                at += length - kept;
                read = input.readNBytes(block, kept, BLOCK - kept);
            }
        }
        Files.delete(dump);
        return found;
    }

    private String jcmd(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        line.addAll(List.of(words));
        Path said = Files.createTempFile("jcmd", ".out");
        try {
            Process jcmd = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!jcmd.waitFor(PATIENCE_S, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                jcmd.destroyForcibly();
                throw new IOException("jcmd failed: " + Files.readString(said));
            }
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }
}
