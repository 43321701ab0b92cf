package org.openmfs.controller.archive;

import java.time.Duration;

/**
 * How much is kept. What is beyond a limit goes only if it was exported.
 *
 * @param octets of the file without what is free in it, 256 KiB at least. From seven eighths on, exported parts go, the
 *     oldest first; where there is none, entries are refused when a reserve for the archive's own is all that is left
 * @param age a part that was exported goes when it was exported so long ago; nothing is refused because of age
 */
public record Limits(long octets, Duration age) {
    /** Nothing goes because of its age. */
    public static final Duration ANY_AGE = Duration.ofSeconds(Long.MAX_VALUE);
    /** 1 GiB, of any age. */
    public static final Limits ORDINARY = new Limits(1L << 30, ANY_AGE);
    /** As much as the disk takes. */
    public static final Limits NONE = new Limits(Long.MAX_VALUE, ANY_AGE);

    static final long PAGE = 4096;
    private static final long MOST_PAGES = 0xfffffffeL;
    private static final long LEAST = 256 * 1024;
    private static final long LARGEST_RESERVE = 1 << 20;

    /** @throws IllegalArgumentException if there is no room for anything, or the age is not positive */
    public Limits {
        if (octets < LEAST) {
            throw new IllegalArgumentException("an archive needs " + LEAST + " octets at least");
        }
        if (!age.isPositive()) {
            throw new IllegalArgumentException("an age limit is positive");
        }
    }

    long near() {
        return octets - octets / 8;
    }

    /** What is left beyond is for signatures, exports and cuts. */
    long refusing() {
        return octets - Math.min(LARGEST_RESERVE, octets / 16);
    }

    long pages() {
        return Math.min(MOST_PAGES, octets / PAGE);
    }
}
