package org.openmfs.testbed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmfs.testbed.web.Json;

/** The command {@code testbed FILE [--dir FOLDER] [--bind ADDRESS] [--one-process] [--forget]}: runs until it is told to stop. */
public final class TestbedMain {
    private TestbedMain() {}

    /** Exits with 0 after SIGTERM or SIGINT, with 2 for a wrong command line, with 1 where it cannot start or go on. */
    public static void main(String[] args) {
        try {
            Testbed testbed = Testbed.prepare(TestbedOptions.parse(args));
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
            fail(1, trouble);
        } catch (TestbedException e) {
            fail(e.getMessage().equals(TestbedOptions.USAGE) ? 2 : 1, e.getMessage());
        }
    }

    private static void fail(int code, String message) {
        System.err.println("testbed: " + message);
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
