package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Both runtimes keep the same libraries quiet. */
final class LoggingSettingsTest {
    private static final String DEVICES = "org.opendaylight.netconf.";
    private static final Path PLAIN = Path.of("src/main/resources/logback.xml");
    private static final Path KARAF = Path.of("../distribution/src/main/assembly/etc/org.ops4j.pax.logging.cfg");
    private static final Pattern LOGGER = Pattern.compile("<logger name=\"([^\"]+)\" level=\"([^\"]+)\"/>");

    @Test
    void the_libraries_that_speak_to_devices_are_as_quiet_in_karaf_as_in_the_plain_program() throws IOException {
        assertThat(ofKaraf()).isEqualTo(ofPlain()).hasSizeGreaterThan(3);
    }

    private static Map<String, String> ofPlain() throws IOException {
        Map<String, String> levels = new TreeMap<>();
        for (Matcher found = LOGGER.matcher(Files.readString(PLAIN)); found.find(); ) {
            if (found.group(1).startsWith(DEVICES)) {
                levels.put(found.group(1), found.group(2));
            }
        }
        return levels;
    }

    private static Map<String, String> ofKaraf() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(KARAF)) {
            settings.load(file);
        }
        Map<String, String> levels = new TreeMap<>();
        for (String key : settings.stringPropertyNames()) {
            String name = settings.getProperty(key);
            if (key.endsWith(".name") && name.startsWith(DEVICES)) {
                levels.put(name, settings.getProperty(key.replaceFirst("name$", "level")));
            }
        }
        return levels;
    }
}
