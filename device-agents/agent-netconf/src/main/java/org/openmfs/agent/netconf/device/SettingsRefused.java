package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.util.List;

/** An agent cannot be started as its file says; the message has a line for each thing that is wrong. */
public final class SettingsRefused extends IOException {
    private static final long serialVersionUID = 1L;

    SettingsRefused(List<String> lines) {
        super(String.join("\n", lines));
    }
}
