package org.openmfs.southbound.http.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openmfs.controller.model.CleanText;

/**
 * One node of a manager's JSON: what it should be is asked for here, and what it is not is told by name and place, such
 * as {@code eskr of link 7 is no whole number}.
 */
public final class JsonNode {
    /** Longer ones are no number that anybody means, and take long to convert. */
    private static final int MOST_DIGITS = 400;

    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_QUOTE = 40;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\uFFFD]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]*");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private final JsonValue value;
    private final String name;
    private final String owner;
    private final String path;
    private final Consumer<String> asked;

    private JsonNode(JsonValue value, String name, String owner, String path, Consumer<String> asked) {
        this.value = value;
        this.name = name;
        this.owner = owner;
        this.path = path;
        this.asked = asked;
    }

    /** The whole of a text. */
    public static JsonNode parse(String text) throws UnexpectedJson {
        return parse(text, path -> {});
    }

    /** @param asked hears the path of every node that somebody looks for, whether or not it is there */
    public static JsonNode parse(String text, Consumer<String> asked) throws UnexpectedJson {
        return new JsonNode(JsonText.parse(text), "the answer", "the answer", "", asked);
    }

    /** The same node, whose members are told as those of what people know by this name. */
    public JsonNode as(String known) {
        return new JsonNode(value, name, known, path, asked);
    }

    /** As it was written. */
    public JsonValue value() {
        return value;
    }

    /** Whose its members are. */
    @Override
    public String toString() {
        return owner;
    }

    /** The member of this name; empty where there is none. */
    public Optional<JsonNode> find(String member) throws UnexpectedJson {
        asked.accept(path + "/" + member);
        if (!(value instanceof JsonValue.Members members)) {
            throw wrong("no object");
        }
        if (members.twice().contains(member)) {
            throw new UnexpectedJson(of(member) + " is there twice");
        }
        return Optional.ofNullable(members.named().get(member))
                .map(found -> node(found, of(member), path + "/" + member));
    }

    private JsonNode node(JsonValue inner, String called, String at) {
        return new JsonNode(inner, called, called, at, asked);
    }

    /** Says the member, without its module, and whose it is. */
    private String of(String member) {
        return member.substring(member.indexOf(':') + 1) + " of " + owner;
    }

    /** Whether there is a member whose name begins so. */
    public boolean hasAny(String prefix) {
        return value instanceof JsonValue.Members members
                && members.named().keySet().stream().anyMatch(member -> member.startsWith(prefix));
    }

    public JsonNode member(String member) throws UnexpectedJson {
        return find(member).orElseThrow(() -> new UnexpectedJson(of(member) + " is missing"));
    }

    /** The entries of a list; none where it is missing. */
    public List<JsonNode> list(String member) throws UnexpectedJson {
        Optional<JsonNode> list = find(member);
        return list.isPresent() ? list.get().items(member) : List.of();
    }

    private List<JsonNode> items(String list) throws UnexpectedJson {
        if (!(value instanceof JsonValue.Items items)) {
            throw wrong("no list");
        }
        List<JsonNode> nodes = new ArrayList<>();
        for (JsonValue item : items.all()) {
            int at = nodes.size();
            asked.accept(path + "[" + at + "]");
            nodes.add(node(item, list + " number " + (at + 1), path + "[" + at + "]"));
        }
        return nodes;
    }

    public Optional<String> findText(String member) throws UnexpectedJson {
        Optional<JsonNode> found = find(member);
        return found.isPresent() ? Optional.of(found.get().text()) : Optional.empty();
    }

    /** Text of one line, not empty, and no longer than an identifier or a word may be. */
    public String text() throws UnexpectedJson {
        if (!(value instanceof JsonValue.Text text)) {
            throw wrong("no text");
        }
        if (text.text().isEmpty()) {
            throw new UnexpectedJson(name + " is empty");
        }
        if (text.text().length() > LONGEST_TEXT) {
            throw new UnexpectedJson(name + " is longer than " + LONGEST_TEXT + " characters");
        }
        if (CONTROL.matcher(text.text()).find()) {
            throw new UnexpectedJson(name + " holds characters that no text has");
        }
        return text.text();
    }

    public Optional<String> findWord(String member) throws UnexpectedJson {
        Optional<JsonNode> found = find(member);
        return found.isPresent() ? Optional.of(found.get().word()) : Optional.empty();
    }

    /** The name of an identity or of a choice, with its module or without. */
    private String word() throws UnexpectedJson {
        if (!WORD.matcher(text()).matches()) {
            throw wrong("no name");
        }
        return text();
    }

    public UUID uuid() throws UnexpectedJson {
        String text = text();
        if (!UUID_FORM.matcher(text).matches()) {
            throw wrong("no UUID");
        }
        return UUID.fromString(text);
    }

    /**
     * As a number, or as the text of one, as RFC 7951 writes numbers of 64 bit.
     *
     * @param most the largest that is taken; the least is 0
     */
    public long whole(long most) throws UnexpectedJson {
        BigDecimal number = digits("no whole number");
        try {
            long whole = number.longValueExact();
            if (whole >= 0 && whole <= most) {
                return whole;
            }
        } catch (ArithmeticException fractionOrHuge) {
            if (number.scale() > 0 && number.abs().compareTo(BigDecimal.valueOf(most)) < 0) {
                throw wrong("no whole number");
            }
        }
        throw wrong("no whole number from 0 to " + most);
    }

    /**
     * As a number, or as the text of one.
     *
     * @param most the largest that is taken; the least is 0
     */
    public BigDecimal number(long most) throws UnexpectedJson {
        BigDecimal number = digits("no number");
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw wrong("no number from 0 to " + most);
        }
        return number;
    }

    private BigDecimal digits(String otherwise) throws UnexpectedJson {
        String digits = switch (value) {
            case JsonValue.Digits number -> number.digits();
            case JsonValue.Text text -> text.text();
            case JsonValue.Members any -> "";
            case JsonValue.Items any -> "";
            case JsonValue.Truth any -> "";
            case JsonValue.Null any -> "";
            case JsonValue.TooDeep any -> "";
        };
        if (digits.length() > MOST_DIGITS || !NUMBER.matcher(digits).matches()) {
            throw wrong(otherwise);
        }
        return new BigDecimal(digits);
    }

    /**
     * Of a type of ours.
     *
     * @param type throws IllegalArgumentException for what it does not take
     */
    public <T> T as(Function<String, T> type, String expected) throws UnexpectedJson {
        try {
            return type.apply(text());
        } catch (IllegalArgumentException other) {
            throw wrong("no " + expected);
        }
    }

    private UnexpectedJson wrong(String expected) {
        String problem = switch (value) {
            case JsonValue.Null nothing -> "null, " + expected;
            case JsonValue.TooDeep deep -> expected + ", but deeper than anything in the model";
            case JsonValue.Text text -> expected + ": '" + CleanText.of(text.text(), LONGEST_QUOTE) + "'";
            case JsonValue.Digits number -> expected + ": " + CleanText.of(number.digits(), LONGEST_QUOTE);
            case JsonValue.Members any -> expected;
            case JsonValue.Items any -> expected;
            case JsonValue.Truth any -> expected;
        };
        return new UnexpectedJson(name + " is " + problem);
    }
}
