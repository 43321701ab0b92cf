package org.openmfs.controller.plan;

/**
 * What services have of that which others could use, and what they want of it; never changes.
 *
 * @param wishes all that is asked for: of two that want the same one is first
 */
public record Bookings(Taken taken, Wishes wishes) {
    public static final Bookings NONE = new Bookings(Taken.NOTHING, Wishes.NONE);
}
