package org.openmfs.testbed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmfs.testbed.web.Json;

/** The command {@code testbed FILE [OPTION...]}: runs until it is told to stop, or checks a file; {@code --help} tells all. */
public final class TestbedMain {
    private TestbedMain() {}

    /** Exits with 0 after SIGTERM or SIGINT, with 2 for a wrong command line, with 1 where it cannot start or go on. */
    public static void main(String[] args) {
        try {
            TestbedOptions options =
                    TestbedOptions.parse(environment("MFS_DATA").map(Path::of), args);
            switch (options.task()) {
                case HELP -> System.out.println(TestbedOptions.HELP);
                case VERSION ->
                    System.out.println("testbed " + environment("MFS_VERSION").orElse("of no build"));
                case CHECK -> {
                    Testbed.check(options.topology());
                    System.out.println(options.topology() + ": fine");
                }
                case RUN -> run(options);
            }
        } catch (TestbedException e) {
            fail(e.exit(), e.lines());
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static void run(TestbedOptions options) throws TestbedException {
        Testbed testbed = Testbed.prepare(options);
        AtomicInteger code = new AtomicInteger();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("testbed-end").unstarted(() -> {
                    testbed.close();
                    // Without this, the virtual machine would report the signal instead of a clean end.
                    Runtime.getRuntime().halt(code.get());
                }));
        code.set(1);
        testbed.run();
        code.set(0);
        print("", testbed.description());
        System.out.println("testbed ready");
        String trouble = testbed.broken().join();
        code.set(1);
        fail(1, List.of(trouble));
    }

    private static void fail(int code, List<String> lines) {
        lines.forEach(line -> System.err.println("testbed: " + line));
        System.exit(code);
    }

    /** One line for each address and each file, such as {@code qkd.nodes.A.kme https://127.0.0.1:41234}. */
    private static void print(String path, JsonObject json) {
        for (Map.Entry<String, JsonElement> member : json.entrySet()) {
            String name = path + member.getKey();
            JsonElement value = member.getValue();
            if (value.isJsonObject()) {
                print(name + ".", value.getAsJsonObject());
            } else if (value.isJsonArray()) {
                Json.objects(json, member.getKey())
                        .forEach(entry -> print(name + "." + entry.get("name").getAsString() + ".", entry));
            } else if (value.getAsString().matches("(https?:/)?/.*")) {
                System.out.println(name + " " + value.getAsString());
            }
        }
    }
}
