package org.openmfs.testbed.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for byte strings in every file of a folder, in one pass. */
final class ByteSearch {
    private static final int PREFIX = 4;
    private static final int BLOCK = 1 << 20;

    private record Wanted(String name, byte[] bytes) {}

    private final Map<Integer, List<Wanted>> byPrefix = new HashMap<>();
    private int longest;

    ByteSearch(Map<String, byte[]> wanted) {
        wanted.forEach(this::add);
    }

    /** Raw, in hexadecimal of both cases, and in base64; found under the name of its hexadecimal form. */
    void addInAllForms(byte[] key) {
        String hex = HexFormat.of().formatHex(key);
        add(hex, key);
        add(hex, hex.getBytes(StandardCharsets.US_ASCII));
        add(hex, hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        add(hex, Base64.getEncoder().withoutPadding().encode(key));
        add(hex, Base64.getUrlEncoder().withoutPadding().encode(key));
    }

    private void add(String name, byte[] bytes) {
        byPrefix.computeIfAbsent(prefix(bytes, 0), none -> new ArrayList<>()).add(new Wanted(name, bytes));
        longest = Math.max(longest, bytes.length);
    }

    private static int prefix(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    /** The names of what was found. */
    Set<String> in(Path folder) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                scan(file, found);
            }
        }
        return found;
    }

    private void scan(Path file, Set<String> found) throws IOException {
        byte[] window = new byte[BLOCK + longest];
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file), BLOCK)) {
            int kept = 0;
            for (int read = input.readNBytes(window, 0, BLOCK); read > 0; ) {
                int size = kept + read;
                for (int at = 0; at + PREFIX <= size; at++) {
                    match(window, at, size, found);
                }
                kept = Math.min(size, longest - 1);
                System.arraycopy(window, size - kept, window, 0, kept);
                read = input.readNBytes(window, kept, BLOCK);
            }
        }
    }

    private void match(byte[] window, int at, int size, Set<String> found) {
        for (Wanted wanted : byPrefix.getOrDefault(prefix(window, at), List.of())) {
            int end = at + wanted.bytes().length;
            if (end <= size && java.util.Arrays.equals(window, at, end, wanted.bytes(), 0, wanted.bytes().length)) {
                found.add(wanted.name());
            }
        }
    }
}
