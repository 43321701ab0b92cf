package org.openmfs.controller.spi;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** One line of the log, and how much it concerns an operator. */
public record LogLine(Level level, String text) {
    public void to(Logger log) {
        log.atLevel(level).log(text);
    }
}
