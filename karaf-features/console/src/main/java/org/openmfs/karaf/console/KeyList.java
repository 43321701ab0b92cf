package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.runtime.MfsController;

/** The keys that devices report: names and states, never keys. */
@Service
@Command(scope = "mfs", name = "key-list", description = "The keys that devices report: names and states, never keys")
public final class KeyList extends ShowCommand {
    @Option(name = "--all", description = "destroyed keys too")
    private boolean all;

    @Option(name = "--full", description = "whole ids, and every column")
    private boolean full;

    @Override
    Shown shown(MfsController known) {
        return KeyViews.of(known.inventory(), new KeyViews.Wish(all, full));
    }
}
