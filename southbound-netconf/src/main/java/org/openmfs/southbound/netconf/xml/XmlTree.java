package org.openmfs.southbound.netconf.xml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Reads a device's XML by name, past everything that a vendor put beside it. What cannot be what it should is a failure
 * that names the place.
 *
 * @param path where it stands, for people
 * @param asked hears of every element in which a child of some name is looked for, whether or not it is there
 */
public record XmlTree(DeviceId device, Element element, String path, BiConsumer<Element, String> asked) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]{8,30}(?:Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[a-z0-9.+-]{0,62}[a-z0-9])?");
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
    /** A name, or an address of version 4, which looks like one, or 6; the last two may have a zone. */
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)(?:(?:" + LABEL + "\\.)*" + LABEL + "\\.?"
            + "|\\d{1,3}(?:\\.\\d{1,3}){3}%[A-Za-z0-9._-]+"
            + "|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)");

    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;
    private static final int LONGEST_QUOTE = 60;
    /** As of a manager's answer in JSON. */
    private static final int LONGEST_TEXT = 4_096;

    private static final int MOST_VALUES = 200_000;

    public static XmlTree of(DeviceId device, Element element) {
        return of(device, element, (parent, child) -> {});
    }

    public static XmlTree of(DeviceId device, Element element, BiConsumer<Element, String> asked) {
        return new XmlTree(device, element, "/" + element.getLocalName(), asked);
    }

    /**
     * Refuses more elements than any device has to tell.
     *
     * @throws SouthboundFailure if there are more
     */
    public void requireBounded() throws SouthboundFailure {
        boolean more = element.getElementsByTagNameNS("*", "*").item(MOST_VALUES - 1) != null;
        if (more) {
            throw nonsense(String.format(Locale.ROOT, "more than %,d values", MOST_VALUES));
        }
    }

    /** The same entry of a list, named by its key as well. */
    public XmlTree keyed(Object key) {
        return new XmlTree(device, element, path + " " + key, asked);
    }

    /** The first child of this name in the namespace of its parent. */
    public Optional<XmlTree> child(String name) {
        return children(name).stream().findFirst();
    }

    public List<XmlTree> children(String name) {
        return children(element.getNamespaceURI(), name);
    }

    public List<XmlTree> children(String namespace, String name) {
        asked.accept(element, name);
        List<XmlTree> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && name.equals(child.getLocalName())
                    && namespace.equals(child.getNamespaceURI())) {
                found.add(new XmlTree(device, child, path + "/" + name, asked));
            }
        }
        return found;
    }

    public Optional<String> text(String leaf) {
        return child(leaf).map(XmlTree::text);
    }

    /** Its own text, without that of elements in it; cut off where it is longer than any value of ours. */
    public String text() {
        String written = written();
        return written.substring(0, Math.min(written.length(), LONGEST_TEXT)).strip();
    }

    /** As it was written, and no more of it than shows that it is too long. */
    private String written() {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Text part) {
                String more = part.getData();
                text.append(more, 0, Math.min(more.length(), LONGEST_TEXT + 1 - text.length()));
            }
        }
        return text.toString();
    }

    public <T> Optional<T> value(String leaf, Function<String, T> type) throws SouthboundFailure {
        List<XmlTree> found = children(leaf);
        if (found.size() > 1) {
            throw nonsense(leaf + " is there " + found.size() + " times");
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst().value(type));
    }

    public <T> T required(String leaf, Function<String, T> type) throws SouthboundFailure {
        return value(leaf, type).orElseThrow(() -> nonsense(leaf + " is missing"));
    }

    public <T> T value(Function<String, T> type) throws SouthboundFailure {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                throw nonsense("elements where a value was expected");
            }
        }
        if (written().length() > LONGEST_TEXT) {
            throw nonsense("longer than " + LONGEST_TEXT + " characters");
        }
        try {
            return type.apply(text());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw nonsense("'" + CleanText.of(text(), LONGEST_QUOTE) + "' makes no sense");
        }
    }

    /** YANG type word of module mfs-types. */
    public static String word(String text) {
        return fitting(WORD, text);
    }

    /** YANG type host (RFC 6991): a name or an address. */
    public static String host(String text) {
        return fitting(HOST, text);
    }

    /** A number from 0 on. */
    public static Function<String, Integer> whole(int most) {
        return text -> (int) checked(Long.parseLong(fitting(WHOLE, text)), most);
    }

    /** A counter, which may be as large as anything that we count. */
    public static long counter(String text) {
        return Long.parseLong(fitting(WHOLE, text));
    }

    private static long checked(long number, long most) {
        if (number > most) {
            throw new IllegalArgumentException("above " + most);
        }
        return number;
    }

    /** YANG type date-and-time (RFC 6991), of a year that can be one of a device that runs. */
    public static Instant dateAndTime(String text) {
        OffsetDateTime time = OffsetDateTime.parse(fitting(DATE, text));
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("no year of ours");
        }
        return time.toInstant();
    }

    private static String fitting(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not as " + pattern);
        }
        return text;
    }

    public SouthboundFailure nonsense(String what) {
        return new SouthboundFailure(
                ReasonCode.DEVICE_UNSUPPORTED, device.value(), "the device answered nonsense: " + path + ": " + what);
    }
}
