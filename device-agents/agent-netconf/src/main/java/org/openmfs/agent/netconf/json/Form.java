package org.openmfs.agent.netconf.json;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a member's value must look like.
 *
 * @param expected completes "expected ..." in a message
 */
public record Form<T>(String expected, Reader<T> reader) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** Makes something of a value. */
    public interface Reader<T> {
        T read(JsonValue value) throws Refused;
    }

    /** A value is not what it must be; the message says what was expected instead. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String what) {
            super(what, null, false, false);
        }
    }

    /** A text of which something can be made. */
    public static <T> Form<T> text(String expected, Function<String, Optional<T>> read) {
        return new Form<>(expected, value -> {
            Optional<T> made = value instanceof JsonValue.Text(String text) ? read.apply(text) : Optional.empty();
            return made.orElseThrow(() -> refused(expected, value));
        });
    }

    /** A text that fits a pattern. */
    public static Form<String> text(String expected, Pattern pattern) {
        return text(expected, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
    }

    /** A whole number. */
    public static Form<Integer> number(int least, int most) {
        return number("a whole number " + least + ".." + most, least, most);
    }

    /** The same in other words. */
    public static Form<Integer> number(String expected, int least, int most) {
        return new Form<>(expected, value -> {
            if (value instanceof JsonValue.Number(String literal)
                    && WHOLE_NUMBER.matcher(literal).matches()
                    && Long.parseLong(literal) >= least
                    && Long.parseLong(literal) <= most) {
                return Integer.parseInt(literal);
            }
            throw refused(expected, value);
        });
    }

    /** The same form, of which something else is made; more can be asked of it. */
    public <R> Form<R> then(Step<T, R> step) {
        return new Form<>(expected, value -> step.apply(reader.read(value)));
    }

    /** What is made of a value that has the form so far. */
    public interface Step<T, R> {
        R apply(T value) throws Refused;
    }

    T read(JsonValue value) throws Refused {
        return reader.read(value);
    }

    private static Refused refused(String expected, JsonValue value) {
        return new Refused("expected " + expected + ", not " + Shown.value(value));
    }
}
