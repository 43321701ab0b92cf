package org.openmfs.agent.netconf.json;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/** What reading a member gave: its value, or nothing when the member is at fault. */
public final class Reading<T> {
    private static final Reading<?> FAULTY = new Reading<>(Optional.empty());

    private final Optional<T> value;

    private Reading(Optional<T> value) {
        this.value = value;
    }

    public static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value));
    }

    @SuppressWarnings("unchecked") // holds no value of any type
    public static <T> Reading<T> faulty() {
        return (Reading<T>) FAULTY;
    }

    /** @throws NoSuchElementException when the member is at fault */
    public T get() {
        return value.orElseThrow();
    }

    public boolean isFaulty() {
        return value.isEmpty();
    }

    public void ifRead(Consumer<T> then) {
        value.ifPresent(then);
    }
}
