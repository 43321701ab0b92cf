package org.openmfs.testbed.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A command line with its environment and working folder, to be run inside the guest. */
public record GuestCommand(List<String> line, Map<String, String> environment, Path folder) {
    public GuestCommand {
        if (line.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least the program");
        }
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    public static GuestCommand of(String... line) {
        return new GuestCommand(List.of(line), Map.of(), Path.of("/"));
    }

    /** The shell script that becomes this command; its process id is written to the given file first. */
    String script(Path processId) {
        String exports = new TreeMap<>(environment)
                .entrySet().stream()
                        .map(entry -> "export " + entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                        .collect(Collectors.joining());
        return "echo $$ > " + quoted(processId.toString()) + "\n" + exports + "cd " + quoted(folder.toString())
                + " || exit 1\nexec " + line.stream().map(GuestCommand::quoted).collect(Collectors.joining(" ")) + "\n";
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
