package org.openmfs.agent.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on a command line, taken apart.
 *
 * @param options each once, with its value, which is empty where it takes none
 * @param words what is no option, in the order in which it stood there
 */
public record CommandLine(Map<String, String> options, List<String> words) {
    public CommandLine {
        options = Map.copyOf(options);
        words = List.copyOf(words);
    }

    /** Whether an option was given. */
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /** The value of an option that takes one. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }
}
